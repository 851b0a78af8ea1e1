using ApiGovernance.JsonSchema;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Validation;

/// <summary>How strictly the calls of one operation and their answers are held against the contract.</summary>
internal sealed class ValidationSettings
{
    private const double DefaultSampleRate = 0.05;
    private const int DefaultMaxResponseBytes = 1024 * 1024;

    private readonly Sampler requests;
    private readonly Sampler responses;

    public ValidationSettings(ApiVersionPart part, ValidationPolicy? policy)
    {
        Request = policy?.Request ?? part.RequestValidation;
        Response = policy?.Response ?? part.ResponseValidation;
        requests = new Sampler(policy?.SampleRate ?? DefaultSampleRate);
        responses = new Sampler(policy?.SampleRate ?? DefaultSampleRate);
        UnknownQueryParameters = policy?.UnknownQueryParameters ?? UnknownNames.Allow;
        UnknownProperties = policy?.UnknownProperties ?? UnknownNames.Allow;
        Canonical = policy?.Canonical ?? ValidationMode.Off;
        Limits = policy?.MaxDepth is { } depth ? JsonInputLimits.Default with { MaxDepth = depth } : null;
        Codings = ContentCodings.Of(policy?.ContentEncodings ?? []);
        MaxDecompressedBytes = policy?.MaxDecompressedBytes ?? part.MaxBodyBytes;
        MaxResponseBytes = policy?.MaxResponseBytes ?? DefaultMaxResponseBytes;
    }

    public ValidationMode Request { get; }

    public ValidationMode Response { get; }

    public UnknownNames UnknownQueryParameters { get; }

    public UnknownNames UnknownProperties { get; }

    public ValidationMode Canonical { get; }

    /// <summary>What a JSON text may be; null for the default.</summary>
    public JsonInputLimits? Limits { get; }

    public ContentCodings Codings { get; }

    public int MaxDecompressedBytes { get; }

    public int MaxResponseBytes { get; }

    /// <summary>Whether the request at hand is to be looked at.</summary>
    public bool ChecksRequest() => IsChosen(Request, requests);

    /// <summary>Whether the answer at hand is to be looked at.</summary>
    public bool ChecksResponse() => IsChosen(Response, responses);

    /// <summary>Whether answers have to be compiled for a version at all.</summary>
    public static bool NeedsResponses(ApiVersionPart part) =>
        part.ResponseValidation != ValidationMode.Off
        || part.Policy?.Validation is { Response: not (null or ValidationMode.Off) }
        || part.Operations.Any(rule => rule.Policy.Validation is { Response: not (null or ValidationMode.Off) });

    private static bool IsChosen(ValidationMode mode, Sampler sampler) => mode switch
    {
        ValidationMode.Off => false,
        ValidationMode.Sample => sampler.Next(),
        _ => true,
    };
}
