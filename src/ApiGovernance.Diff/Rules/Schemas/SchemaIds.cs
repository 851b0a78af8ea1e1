namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Ids of changes of properties, as the field's vocabulary words them.</summary>
internal static class SchemaIds
{
    public static string Removed(string subject) => Owner(subject) is { } owner ? $"{owner}-property-removed" : "request-property-removed";

    public static string Added(string subject, bool required, bool hasDefault) => Owner(subject) is { } owner
        ? $"new-{(required ? "required" : "optional")}-{owner}-property"
        : !required ? "new-optional-request-property" : hasDefault ? "new-required-request-property-with-default" : "new-required-request-property";

    public static string RequiredChanged(string subject, bool required, bool hasDefault)
    {
        string owner = Owner(subject) ?? "request";
        return $"{owner}-property-became-{(required ? "required" : "optional")}{(required && hasDefault && owner == "request" ? "-with-default" : "")}";
    }

    public static string ResponseRemoved(string subject, string need) => IsHeader(subject) ? "response-header-property-removed" : $"response-{need}-property-removed";

    public static string ResponseAdded(string subject, string need, string kind) => IsHeader(subject) ? "response-header-property-added" : $"response-{need}-{kind}property-added";

    public static string ResponseRequiredChanged(string subject, bool required, string kind) =>
        $"response-{(IsHeader(subject) ? "header-" : kind)}property-became-{(required ? "required" : "optional")}";

    private static string? Owner(string subject) => subject.StartsWith("request-parameter", StringComparison.Ordinal) ? "request-parameter" : null;

    private static bool IsHeader(string subject) => subject.StartsWith("response-header", StringComparison.Ordinal);
}
