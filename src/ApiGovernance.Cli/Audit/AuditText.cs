using System.Globalization;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Audit;

/// <summary>Audit entries as they are printed.</summary>
internal static class AuditText
{
    public const int FaultsShown = 100;

    public static void Write(TextWriter output, AuditEntry entry)
    {
        string at = entry.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string origin = entry.Origin.Length == 0 ? "" : $" from {entry.Origin}";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence,6}  {at}  {entry.Action,-18} {entry.Object}  by {entry.Actor}{origin}"));
        if (entry.Detail.Length > 0)
            output.WriteLine($"        {entry.Detail}");
        if (entry.Why.Length > 0)
            output.WriteLine($"        reason: {entry.Why}");
    }

    public static string Json(AuditEntry entry) => AuditJson.Write(entry);
}
