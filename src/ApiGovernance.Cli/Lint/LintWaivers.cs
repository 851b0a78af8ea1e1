using System.Globalization;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>Waivers of the files that are named with `--waivers`, or of the policies folder.</summary>
/// <param name="IsNamed">Waivers of the policies folder may be for comparisons or for other APIs, so that only named ones are told when they cover nothing.</param>
internal sealed record LintWaivers(IReadOnlyList<Waiver> Waivers, IReadOnlyList<string> Files, bool IsNamed)
{
    private const int SoonDays = 14;

    /// <exception cref="CommandRefusal">One is not there, or has an error.</exception>
    public static LintWaivers Load(IReadOnlyList<string> named, string? policies)
    {
        string[] files = named.Count > 0 ? [.. named.SelectMany(Named)] : InPolicies(policies ?? PolicyFolder.Nearest());
        (IReadOnlyList<Waiver> waivers, IReadOnlyList<Finding> findings) = WaiverFiles.Read(files.Select(file => DocumentReader.Read(file.Replace('\\', '/'), Bytes(file))));
        return findings.Any(finding => finding.Severity == Severity.Error) ? throw new PolicyRefusal(findings) : new LintWaivers(waivers, files, named.Count > 0);
    }

    /// <summary>The findings in their order, then what is to be said of the waivers.</summary>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, DateOnly today) =>
        [.. WaiverApplication.Apply(findings, Waivers, today).Where((finding, i) => i < findings.Count || IsNamed || finding.Severity < Severity.Info)];

    /// <summary>Those that cover something and end within a fortnight.</summary>
    public IEnumerable<string> EndingSoon(IReadOnlyList<Finding> waived, DateOnly today)
    {
        HashSet<Suppression> used = [.. waived.Select(finding => finding.Suppression).OfType<Suppression>()];
        return Waivers
            .Where(waiver => waiver.Expires.DayNumber - today.DayNumber is >= 0 and <= SoonDays && used.Contains(new Suppression(waiver.Reason, waiver.Owner, waiver.Expires)))
            .Select(waiver => $"The waiver {waiver.File} of {waiver.Owner} ends on {waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
    }

    private static string[] InPolicies(string? policies) =>
        policies is not null && Directory.Exists(Path.Combine(policies, "waivers")) ? OfFolder(Path.Combine(policies, "waivers")) : [];

    private static string[] Named(string path) => Directory.Exists(path) ? OfFolder(path) : File.Exists(path) ? [path] : throw new CommandRefusal(
        ExitCodes.PolicyUnreadable, $"There is no waiver {path}.", "Give a file or a folder of waivers with --waivers.");

    private static string[] OfFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(DocumentSet.MayBeDocument).Select(file => Path.GetRelativePath(".", file)).Order(StringComparer.Ordinal)];

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"{file} cannot be read: {error.Message}", "Check the file's permissions.");
        }
    }
}
