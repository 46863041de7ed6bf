public let nameCurl = "Curl"
