namespace ApiGovernance.Diff.Reports;

/// <summary>Which part of a contract a change is in, told by its id.</summary>
internal static class ChangeArea
{
    // The first that fits wins: what is named more narrowly comes first.
    private static readonly (string Part, string Area)[] Areas =
    [
        ("document", "documents"), ("webhook", "webhooks"), ("callback", "callbacks"), ("security", "security"), ("oauth", "security"),
        ("header", "headers"), ("parameter", "parameters"), ("link", "links"), ("server", "servers"),
        ("request", "request bodies"), ("response", "responses"), ("tag", "tags"), ("schema", "schemas"),
        ("operation", "operations"), ("endpoint", "operations"), ("api-", "operations"), ("sunset", "operations"),
    ];

    public static string Of(string id) => Array.Find(Areas, area => id.Contains(area.Part, StringComparison.Ordinal)).Area ?? "other";
}
