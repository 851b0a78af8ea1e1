using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Policies;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class ValidationPolicyWriter
{
    public static JsonObject? Write(ValidationPolicy? policy) => policy is null ? null : Object(
        ("request", Word(policy.Request)),
        ("response", Word(policy.Response)),
        ("sampleRate", policy.SampleRate),
        ("unknownQueryParameters", Word(policy.UnknownQueryParameters)),
        ("unknownProperties", Word(policy.UnknownProperties)),
        ("canonical", Word(policy.Canonical)),
        ("maxDepth", policy.MaxDepth),
        ("contentEncodings", policy.ContentEncodings is null ? null : Texts(policy.ContentEncodings)),
        ("maxDecompressedBytes", policy.MaxDecompressedBytes),
        ("maxResponseBytes", policy.MaxResponseBytes));

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } given ? JsonParts.Word(given) : null;
}
