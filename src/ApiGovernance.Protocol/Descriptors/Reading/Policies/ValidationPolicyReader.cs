using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading.Policies;

internal static class ValidationPolicyReader
{
    private const int MaxDepth = 1000;

    private static readonly string[] Encodings = ["gzip", "br", "deflate"];

    private static readonly string[] CanonicalModes = ["off", "report", "enforce"];

    public static ValidationPolicy? Read(NodeReader policy) => policy.Object("validation", node => new ValidationPolicy
    {
        Request = Mode(node, "request"),
        Response = Mode(node, "response"),
        SampleRate = node.Rate("sampleRate"),
        UnknownQueryParameters = Unknown(node, "unknownQueryParameters"),
        UnknownProperties = Unknown(node, "unknownProperties"),
        Canonical = node.Word("canonical", CanonicalModes) is { } word ? Enum.Parse<ValidationMode>(word, ignoreCase: true) : null,
        MaxDepth = node.Integer("maxDepth", 1, MaxDepth),
        ContentEncodings = node.Has("contentEncodings") ? node.Texts("contentEncodings", TextRule.Name, words: Encodings) : null,
        MaxDecompressedBytes = node.Integer("maxDecompressedBytes", 1, int.MaxValue),
        MaxResponseBytes = node.Integer("maxResponseBytes", 1, int.MaxValue),
    });

    private static ValidationMode? Mode(NodeReader node, string name) => node.Has(name) ? node.Choice<ValidationMode>(name, ValidationMode.Enforce) : null;

    private static UnknownNames? Unknown(NodeReader node, string name) => node.Has(name) ? node.Choice<UnknownNames>(name, UnknownNames.Allow) : null;
}
