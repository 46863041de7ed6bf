public let nameStages = "Stages"
