public let namePrices = "Prices"
