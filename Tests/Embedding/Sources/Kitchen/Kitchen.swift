import Curl
import Foundation
import HTTP
import Ledger
import Media
import Prices
import Recipes
import Sluice
import Stages

/// Says what a file is, with Sluice beside modules of the same everyday names.
@main
struct Kitchen {
    static func main() async throws {
        let ours = [nameCurl, nameHTTP, nameLedger, nameMedia, namePrices, nameRecipes, nameStages]
        print("modules of its own: \(ours.joined(separator: ", "))")
        for path in CommandLine.arguments.dropFirst() {
            print("\(path) is \(try await Detect().run(URL(filePath: path)).type)")
        }
    }
}
