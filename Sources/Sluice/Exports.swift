// One import for users: the parts whose types show in Sluice's own interface.
@_exported public import Gemini
@_exported public import Media
@_exported public import Stages
@_exported public import StructuredJSON
