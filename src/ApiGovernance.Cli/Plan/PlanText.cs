using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Plan;

/// <summary>A plan for people: what stands in the way first, then each change with its reason and fields, the counts at the end.</summary>
internal static class PlanText
{
    private const int MostFields = 20;

    public static void Write(CatalogPlan plan, string directory, TextWriter writer, bool colour)
    {
        Finding[] findings = [.. plan.Findings.Select(finding => InFolder(finding.ToFinding(), directory))];
        if (findings.Length > 0)
        {
            TextReport.Write(
                new Report { Title = "folder", Inputs = [directory], Findings = findings, ToolVersion = ReportOptions.ToolVersion }, writer, colour, colour && TerminalOutput.HasLinks);
            writer.Write('\n');
        }

        int action = plan.Changes.Select(change => change.Action.Length).DefaultIfEmpty().Max();
        int kind = plan.Changes.Select(change => change.Kind.Length).DefaultIfEmpty().Max();
        int name = plan.Changes.Select(change => change.Name.Length).DefaultIfEmpty().Max();
        foreach (PlannedChange change in plan.Changes)
        {
            string head = $"{Sign(change)} {change.Action.PadRight(action)}  {change.Kind.PadRight(kind)}  {ReportText.Line(change.Name).PadRight(name)}";
            writer.Write($"{Painted(head, change, colour)}  {ReportText.Line(change.Reason)}\n");
            foreach (PlannedField field in change.Fields.Take(MostFields))
                writer.Write($"      {ReportText.Line(field.Pointer)}: {Value(field.Before, "(nothing)")} -> {Value(field.After, "(removed)")}\n");
            if (change.Fields.Count > MostFields)
                writer.Write($"      and {change.Fields.Count - MostFields} more fields (-o json)\n");
        }

        if (plan.Changes.Count > 0)
            writer.Write('\n');
        writer.Write(Summary(plan) + "\n");
    }

    public static string Summary(CatalogPlan plan)
    {
        int errors = plan.Findings.Count(finding => finding is { Severity: Severity.Error, Suppression: null });
        // A change that is refused is no change of the plan, and the catalog is not as the folder says then.
        string counts = plan.Changes.Count == 0
            ? plan.CanApply ? "No changes: the catalog is as the folder says." : "No changes."
            : $"Plan: {Of(plan, "create")} to create, {Of(plan, "update")} to update, {Of(plan, "delete")} to delete.";
        return plan.CanApply ? counts : $"{counts} It cannot be applied: {(errors == 1 ? "1 error" : $"{errors} errors")} above.";
    }

    public static string Done(CatalogPlan plan) => plan.Changes.Count == 0
        ? "Nothing to apply: the catalog is as the folder says."
        : $"Applied: {Of(plan, "create")} created, {Of(plan, "update")} updated, {Of(plan, "delete")} deleted.";

    private static int Of(CatalogPlan plan, string action) => plan.Changes.Count(change => change.Action == action);

    /// <summary>Findings name files as they are called from here.</summary>
    private static Finding InFolder(Finding finding, string directory) => finding.Source is { } source
        ? finding with { Source = source with { File = Path.Combine(directory, source.File).Replace('\\', '/') } }
        : finding;

    private static string Value(string? json, string nothing) => json is null ? nothing : ReportText.Line(json);

    private static char Sign(PlannedChange change) => change.Action switch
    {
        "create" => '+',
        "delete" => '-',
        _ => '~',
    };

    private static string Painted(string text, PlannedChange change, bool colour) => !colour ? text : $"\u001b[{Sign(change) switch
    {
        '+' => 32,
        '-' => 31,
        _ => 33,
    }}m{text}\u001b[0m";
}
