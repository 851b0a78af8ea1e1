namespace ApiGovernance.OpenApi.Findings;

public static partial class DocumentFindingCatalog
{
    private static IEnumerable<DocumentFindingDefinition> Events() =>
    [
        Fatal("events-version-missing", "The document does not say 'asyncapi', so it is no description of events.", "Start it with 'asyncapi: 3.0.0'."),
        Fatal("events-version-unknown", "The document is of a version of AsyncAPI that cannot be read.", "Write it in AsyncAPI 2.x or 3.x."),
        Error("events-info", "'info' has no title or no version.", "Add it."),
        Error("events-shape", "A part is not of the kind that it must be (an object or a list), so it is left out.", "Write it as the message says."),
        Warning("events-no-channels", "The document has no channels.", "Describe at least one channel."),
        Error("events-operation", "An operation has no action, or no channel of this document; it is left out.", "Write 'action: send' or 'receive' and refer to a channel."),
        Warning("events-operation-message", "An operation's message is not one of its channel's.", "Refer to a message of the channel."),
        Warning("events-parameter", "A channel's address has a parameter that is not declared, or declares one that the address does not have.", "Declare what the address has."),
        Warning("events-server", "A channel names a server that is not declared, or a server has no address.", "Declare the server with its host (2.x: url) and protocol."),
        Warning("events-duplicate-id", "Two operations or messages have the same id.", "Give each an id of its own."),
        Warning("events-correlation", "A correlation id's location is no runtime expression for a message.", "Write one such as $message.header#/correlationId."),
        Info("events-payload-not-checked", "A payload is written in a schema format (Avro, Protobuf, RAML ...) that is kept, but not checked.", "Nothing needs to be done; use JSON Schema where checks are wanted."),
        Warning("events-security-undeclared", "A server or operation requires a security scheme that is not declared.", "Declare it under 'components/securitySchemes'."),
    ];
}
