// What a client is made of, and what it asks for and answers with.
@_exported public import StructuredJSON

@_exported public import protocol SluiceHTTP.HTTPTransport
@_exported public import class SluiceHTTP.SourceFile
@_exported public import struct SluiceHTTP.TransportError
