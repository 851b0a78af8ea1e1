using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Suppressions;

/// <summary>Finds and reads the ignores of a document. One that is not understood ignores nothing, and is told.</summary>
/// <param name="findings">Takes what is wrong with them.</param>
internal sealed class IgnoreReader(List<Finding> findings)
{
    public const string Member = "x-apigov-ignore";

    private static readonly string[] Members = ["rule", "reason", "owner", "expires"];

    public List<IgnoreEntry> Entries { get; } = [];

    public void Read(SourceDocument document)
    {
        // Its own stack: documents may be deep.
        Stack<(DocumentNode Node, string Pointer)> open = new([(document.Root, "")]);
        while (open.TryPop(out (DocumentNode Node, string Pointer) at))
        {
            foreach (DocumentMember member in at.Node.Members)
            {
                if (member.Name == Member)
                    ReadValue(member.Value, at.Pointer);
                else if (member.Value.IsObject || member.Value.IsArray)
                    open.Push((member.Value, JsonPointer.Append(at.Pointer, member.Name)));
            }

            for (int i = 0; i < at.Node.Items.Count; i++)
            {
                if (at.Node.Items[i].IsObject || at.Node.Items[i].IsArray)
                    open.Push((at.Node.Items[i], JsonPointer.Append(at.Pointer, i)));
            }
        }
    }

    private void ReadValue(DocumentNode value, string pointer)
    {
        foreach (DocumentNode entry in value.IsArray ? value.Items : [value])
            ReadEntry(entry, pointer);
    }

    private void ReadEntry(DocumentNode entry, string pointer)
    {
        if (entry.AsString is { Length: > 0 } plain)
        {
            if (plain == IgnoreEntry.Every)
                Wrong(entry, pointer, "Ignoring every rule needs a reason.", "Write {rule: '*', reason: ...}, or name the rules.");
            else
                Entries.Add(new IgnoreEntry(pointer, plain, "", "", null, entry.Span));
            return;
        }

        if (!entry.IsObject || entry["rule"]?.AsString is not { Length: > 0 } rule)
        {
            Wrong(entry, pointer, $"An entry of `{Member}` is the id of a rule, or an object with `rule`.", "Write a rule's id, or {rule: ID, reason: TEXT, owner: WHO, expires: yyyy-MM-dd}.");
            return;
        }

        if (entry.Members.FirstOrDefault(member => !Members.Contains(member.Name)) is { } unknown)
        {
            Wrong(unknown.Value, pointer, $"An entry of `{Member}` has no `{unknown.Name}`.", $"Known are {string.Join(", ", Members)}.");
            return;
        }

        string reason = entry["reason"]?.AsString?.Trim() ?? "";
        if (reason.Length == 0)
        {
            Wrong(entry, pointer, $"The ignore of `{rule}` gives no reason.", "Write why in `reason`; the id alone, without an object, needs none.");
            return;
        }

        DateOnly? expires = null;
        if (entry["expires"] is { } day)
        {
            if (!DateOnly.TryParseExact(day.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                Wrong(day, pointer, $"`{day.Text}` is no date.", "Write a day such as 2027-03-31.");
                return;
            }

            expires = date;
        }

        Entries.Add(new IgnoreEntry(pointer, rule, reason, entry["owner"]?.AsString ?? "", expires, entry.Span));
    }

    private void Wrong(DocumentNode at, string pointer, string message, string fix) => findings.Add(new Finding
    {
        Kind = FindingKind.Policy,
        RuleId = "ignore-invalid",
        Severity = Severity.Warning,
        Message = $"{message} Nothing is ignored by it.",
        Fix = fix,
        Source = at.Span,
        Pointer = JsonPointer.Append(pointer, Member),
    });
}
