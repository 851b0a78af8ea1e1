using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management;

/// <summary>The catalog said no: its problem details with everything that it found, and the exit code that tells refusals from failures.</summary>
internal sealed class ProblemRefusal(CatalogProblem problem, Uri catalog, string? file = null)
    : CommandRefusal(CodeOf(problem.Status), Text(problem, file), FixOf(problem, catalog))
{
    // What the catalog calls the body that it was sent.
    private const string BodyName = "request-body";

    private const int MostErrors = 50;

    /// <summary>The caller was wrong or the rules are against it, there is no such thing, or the catalog did not look at it at all.</summary>
    private static int CodeOf(int status) => status switch
    {
        404 => ExitCodes.DocumentUnreadable,
        401 or 403 or 429 or >= 500 => ExitCodes.CatalogUnreachable,
        _ => ExitCodes.Findings,
    };

    private static string Text(CatalogProblem problem, string? file)
    {
        IEnumerable<string> errors = problem.Errors.Take(MostErrors).Select(finding => $"{Environment.NewLine}  {Told(finding.ToFinding(), file)}");
        string more = problem.Errors.Count > MostErrors ? $"{Environment.NewLine}  and {problem.Errors.Count - MostErrors} more" : "";
        string roles = problem.RequiredRoles is { Count: > 0 } needed ? $" Roles that may: {string.Join(", ", needed)}." : "";
        return $"{ReportText.Line($"{problem.Title} ({problem.Status}). {problem.Detail}".TrimEnd())}{roles}{string.Concat(errors)}{more}";
    }

    private static string Told(Finding finding, string? file)
    {
        SourceSpan? source = finding.Source is { File: BodyName } place && file is not null ? place with { File = file } : finding.Source;
        string fix = finding.Fix is { Length: > 0 } text ? $" ({text})" : "";
        return ReportText.Line($"{(source is null ? "" : $"{source} ")}{ReportText.Word(finding.Severity)} {finding.RuleId} {finding.Message}{fix}");
    }

    private static string FixOf(CatalogProblem problem, Uri catalog) => problem.Status switch
    {
        401 => $"Set {CatalogCredential.TokenVariable} to an access token for the catalog, {CatalogCredential.ClientVariable} and {CatalogCredential.SecretVariable}, or {CatalogConnection.AdminTokenVariable}.",
        403 when problem.RequiredRoles is not { Count: > 0 } => "Nothing was changed.",
        403 => "Ask somebody with that role, or for the role (policies/access/access.yaml).",
        404 => $"Look for the name with `list`, or see {new Uri(catalog, "api/v1/apis")}.",
        412 => "Read it again, and repeat the change on what is there now.",
        >= 500 => "See the log of the control plane.",
        _ when problem.Errors.Count > 0 => "Mend what is listed and run the command again; nothing was changed.",
        _ => "Nothing was changed.",
    };
}
