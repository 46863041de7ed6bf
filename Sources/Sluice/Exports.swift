// One import for users: the parts whose types show in Sluice's own interface.
@_exported public import Gemini
@_exported public import SluiceMedia
@_exported public import SluiceStages
@_exported public import StructuredJSON
