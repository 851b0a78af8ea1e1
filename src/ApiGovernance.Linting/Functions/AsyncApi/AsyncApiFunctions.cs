namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>The functions of Spectral's AsyncAPI ruleset, by their names there: exported copies of it refer to them.</summary>
internal static class AsyncApiFunctions
{
    public static IReadOnlyDictionary<string, FunctionEntry> All { get; } = new Dictionary<string, FunctionEntry>(StringComparer.Ordinal)
    {
        ["asyncApi2ChannelServers"] = new(_ => ChannelFunctions.Servers, []),
        ["asyncApiChannelParameters"] = new(_ => ChannelFunctions.Parameters, []),
        ["asyncApi2MessageExamplesValidation"] = new(_ => ValueFunctions.Messages, []),
        ["asyncApi2MessageIdUniqueness"] = new(_ => UniqueIdFunctions.MessageIds, []),
        ["asyncApi2OperationIdUniqueness"] = new(_ => UniqueIdFunctions.OperationIds, []),
        ["asyncApiDocumentSchema"] = new(EventDocumentFunction.Create, ["resolved"]),
        ["asyncApiPayloadValidation"] = new(_ => EventDocumentFunction.Payload, []),
        ["asyncApiSchemaValidation"] = new(ValueFunctions.Create, ["type"]),
        ["asyncApiSecurity"] = new(SecurityFunction.Create, ["objectType"]),
    };
}
