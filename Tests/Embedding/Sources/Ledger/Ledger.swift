public let nameLedger = "Ledger"
