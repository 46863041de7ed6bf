import Foundation
import Gemini
import SluiceEngine
import SluiceMedia
import StructuredJSON

extension Recipe.MediaOptions {
    /// The block that refers to uploaded media, with this recipe's options for its kind.
    func block(for modality: Modality, uri: String, mimeType: String) -> Content {
        block(for: modality, ["uri": .string(uri), "mime_type": .string(mimeType)])
    }

    /// The block that carries media, with this recipe's options for its kind.
    func block(for modality: Modality, data: Data, mimeType: String) -> Content {
        block(for: modality, ["data": .string(data.base64EncodedString()), "mime_type": .string(mimeType)])
    }

    private func block(for modality: Modality, _ source: JSONObject) -> Content {
        var fields: JSONObject = ["type": .string(modality.rawValue)]
        fields.merge(source)
        // Recordings have no resolution, pictures nothing to process (contract §2.3).
        if modality != .audio { fields["resolution"] = resolution?.rawValue }
        if modality != .image { fields["processing"] = processing(of: modality, mimeType: source["mime_type"]) }
        return Content(json: .object(fields)) ?? .other(.object(fields))
    }

    /// Pages are a matter of PDF; a table among the documents has none.
    private func processing(of modality: Modality, mimeType: String?) -> JSONValue? {
        guard let options = processing[modality] else { return nil }
        guard modality == .document, mimeType != "application/pdf", var fields = options.object else { return options }
        fields["page_options"] = nil
        return fields.keys == ["type"] ? nil : .object(fields)
    }
}
