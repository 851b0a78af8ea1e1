using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Properties that come, go, or change whether they must be there, and what is noted of them.</summary>
internal static class PropertyChanges
{
    private const string KeepReturning = "Keep returning it.";
    private const string KeepOptional = "Keep it optional.";
    private const string MakeOptional = "Make it optional, and say what happens without it.";

    public static IEnumerable<ChangeDefinition> All { get; } = [.. Requests(), .. ParameterProperties(), .. Responses(), .. Notes(), .. Access()];

    private static IEnumerable<ChangeDefinition> Requests()
    {
        const ChangeDirection request = ChangeDirection.Request;
        yield return Define.Breaks("new-required-request-property", request, "a required request property is new", MakeOptional);
        yield return Define.Breaks("new-required-request-property-with-default", request, "a required request property is new; its default does not stand in for it, since `required` asks for the property itself", MakeOptional);
        yield return Define.Informs("new-optional-request-property", request, "an optional request property is new");
        yield return Define.Breaks("request-property-removed", request, "a request property is gone: where the schema is closed, callers that send it are refused; where it is open, they are no longer heard", "Keep it, marked deprecated.");
        yield return Define.Breaks("request-property-became-required", request, "a request property became required", KeepOptional);
        yield return Define.Breaks("request-property-became-required-with-default", request, "a request property became required although it has a default, which does not stand in for it", KeepOptional);
        yield return Define.Informs("request-property-became-optional", request, "a request property became optional");
    }

    private static IEnumerable<ChangeDefinition> ParameterProperties()
    {
        const ChangeDirection request = ChangeDirection.Request;
        yield return Define.Breaks("new-required-request-parameter-property", request, "a required property of a parameter is new", MakeOptional);
        yield return Define.Breaks("new-required-request-header-property", request, "a required property of a header parameter is new", MakeOptional);
        yield return Define.Informs("new-optional-request-parameter-property", request, "an optional property of a parameter is new");
        yield return Define.Breaks("request-parameter-property-removed", request, "a property of a parameter is gone", "Keep it, marked deprecated.");
        yield return Define.Breaks("request-parameter-property-became-required", request, "a property of a parameter became required", KeepOptional);
        yield return Define.Breaks("request-header-property-became-required", request, "a property of a header parameter became required", KeepOptional);
        yield return Define.Informs("request-parameter-property-became-optional", request, "a property of a parameter became optional");
        yield return Define.Breaks("request-header-property-became-enum", request, "only listed values are allowed for a property of a header parameter", "Keep accepting what was accepted, or make the change in a new version of the API.");
    }

    private static IEnumerable<ChangeDefinition> Responses()
    {
        const ChangeDirection response = ChangeDirection.Response;
        yield return Define.Breaks("response-required-property-removed", response, "a response property is gone that was always there", KeepReturning);
        yield return Define.Breaks("response-optional-property-removed", response, "a response property is gone that was there sometimes", KeepReturning);
        yield return Define.Informs("response-required-property-added", response, "a response property is new and always there; where the schema was closed this is an error, since strict readers refuse it");
        yield return Define.Informs("response-optional-property-added", response, "a response property is new; where the schema was closed this is an error, since strict readers refuse it");
        yield return Define.Breaks("response-property-became-optional", response, "a response property that was always there may be missing", KeepReturning);
        yield return Define.Informs("response-property-became-required", response, "a response property is always there now");
        yield return Define.Informs("response-write-only-property-became-optional", response, "a write-only property in a response schema became optional");
        yield return Define.Informs("response-write-only-property-became-required", response, "a write-only property in a response schema became required");
        foreach (string need in new[] { "required", "optional" })
        {
            yield return Define.Informs($"response-{need}-write-only-property-removed", response, $"a write-only property in a response schema that was {need} is gone");
            yield return Define.Informs($"response-{need}-write-only-property-added", response, $"a write-only property in a response schema is new ({need})");
        }

        yield return Define.Breaks("response-header-property-removed", response, "a property of a response header is gone", KeepReturning);
        yield return Define.Informs("response-header-property-added", response, "a property of a response header is new");
        yield return Define.Breaks("response-header-property-became-optional", response, "a property of a response header may be missing", KeepReturning);
        yield return Define.Informs("response-header-property-became-required", response, "a property of a response header is always there now");
    }

    private static IEnumerable<ChangeDefinition> Notes()
    {
        foreach ((string side, ChangeDirection direction) in new[] { ("request", ChangeDirection.Request), ("response", ChangeDirection.Response) })
        {
            yield return Define.Informs($"{side}-property-deprecated", direction, $"a {side} property is newly marked deprecated");
            yield return Define.Informs($"{side}-property-deprecated-with-sunset", direction, $"a {side} property is newly marked deprecated, with the day on which it ends (`x-sunset`)");
            yield return Define.Breaks($"{side}-property-deprecated-sunset-missing", direction, $"a deprecated {side} property has no `x-sunset`, which the policy demands", "Say when it ends: `x-sunset: 2027-06-30`.");
            yield return Define.Breaks($"{side}-property-deprecated-sunset-invalid", direction, $"a {side} property's `x-sunset` is no date", "Write a date such as 2027-06-30 (RFC 3339).");
            yield return Define.Breaks($"{side}-property-sunset-date-too-small", direction, $"a {side} property ends sooner than the policy's notice period allows", "Give a later day.");
            yield return Define.Informs($"{side}-property-reactivated", direction, $"a {side} property is no longer marked deprecated");
            yield return Define.Breaks($"{side}-property-stability-decreased", direction, $"a {side} property promises less than before (`x-stability-level`)", "Keep the level.");
            yield return Define.Informs($"{side}-property-stability-increased", direction, $"a {side} property promises more than before (`x-stability-level`)");
        }
    }

    private static IEnumerable<ChangeDefinition> Access()
    {
        foreach ((string side, ChangeDirection direction) in new[] { ("request", ChangeDirection.Request), ("response", ChangeDirection.Response) })
        {
            foreach (string need in new[] { "required", "optional" })
            {
                foreach (string access in new[] { "read-only", "write-only" })
                {
                    yield return Define.Informs($"{side}-{need}-property-became-{access}", direction, $"a {need} {side} property is {access}; a warning where the message leaves it out from now on, an error where it was always returned");
                    yield return Define.Informs($"{side}-{need}-property-became-not-{access}", direction, $"a {need} {side} property is no longer {access}; an error where it must be sent from now on");
                }
            }
        }
    }
}
