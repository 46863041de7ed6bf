// One import for users: the engine, the Gemini service, and the parts whose types show in their interfaces.
@_exported public import Gemini
@_exported public import SluiceEngine
@_exported public import SluiceGemini
@_exported public import SluiceMedia
@_exported public import SluiceStages

@_exported public import class SluiceCurl.CurlTransport
