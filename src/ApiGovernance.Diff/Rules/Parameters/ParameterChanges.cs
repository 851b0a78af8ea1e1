using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>Parameters that came, went, must be there or are spelled otherwise. What their values may be is the schemas' matter.</summary>
internal static class ParameterChanges
{
    private const string Optional = "Make it optional, and say what happens without it.";
    private const string OldSpelling = "Keep the old spelling.";
    private const string Retire = "Keep it, marked deprecated, and remove it after a day that was announced (`x-sunset`).";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Breaks("new-required-request-parameter", ChangeDirection.Request, "a required parameter is new", Optional),
        Define.Informs("new-optional-request-parameter", ChangeDirection.Request, "an optional parameter is new"),
        Define.Breaks("new-required-request-default-parameter-to-existing-path", ChangeDirection.Request, "a required parameter is new for all operations of a path", Optional),
        Define.Informs("new-optional-request-default-parameter-to-existing-path", ChangeDirection.Request, "an optional parameter is new for all operations of a path"),
        Define.Breaks("new-request-path-parameter", ChangeDirection.Request, "a path parameter is new that the path has no place for, so no request has it", "Remove the parameter, or give it a place in a new path."),
        Define.Breaks("request-parameter-removed", ChangeDirection.Request, "a parameter is gone; what callers send is not heard", Retire),
        Define.Breaks("request-parameter-removed-without-sunset", ChangeDirection.Request, "a parameter is gone that was deprecated, but without a day on which it ends", Retire),
        Define.Breaks("request-parameter-removed-before-sunset", ChangeDirection.Request, "a parameter is gone before the day that was announced", "Keep it until that day."),
        Define.Informs("request-parameter-removed-with-deprecation", ChangeDirection.Request, "a parameter is gone after the day that was announced"),
        Define.Breaks("request-parameter-location-changed", ChangeDirection.Request, "a parameter is read from another place (query, header, cookie)", "Keep reading it from the old place too."),
        Define.Breaks("request-parameter-became-required", ChangeDirection.Request, "a parameter became required", "Keep it optional."),
        Define.Informs("request-parameter-became-optional", ChangeDirection.Request, "a parameter became optional"),
        Define.Breaks("request-parameter-empty-value-refused", ChangeDirection.Request, "a parameter may no longer be empty", "Keep `allowEmptyValue: true`."),
        Define.Informs("request-parameter-empty-value-allowed", ChangeDirection.Request, "a parameter may be empty now"),
        Define.Breaks("request-parameter-reserved-refused", ChangeDirection.Request, "a parameter's value may no longer hold reserved characters as they are", "Keep `allowReserved: true`."),
        Define.Informs("request-parameter-reserved-allowed", ChangeDirection.Request, "a parameter's value may hold reserved characters as they are"),
        Define.Breaks("request-parameter-serialization-changed", ChangeDirection.Request, "a parameter is spelled in another way (style, explode or media type)", OldSpelling),
    ];
}
