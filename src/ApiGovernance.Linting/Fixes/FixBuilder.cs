using System.Text;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Fixes;

/// <summary>Turns what a rule says of fixing into a change at the place of one finding.</summary>
internal static class FixBuilder
{
    /// <returns>Null where the fix does not fit the place.</returns>
    public static LintFix? Build(RuleFix fix, LintTarget target, FunctionResult result, Finding finding)
    {
        (DocumentPlace place, IReadOnlyList<string> missing) = FindingBuilder.Find(target, result);
        LintFix Make(string what, Func<DocumentEdit, SourceDocument, bool> apply, string? documentUri = null) => new(finding, documentUri ?? place.DocumentUri, what, apply);
        switch (fix.Kind)
        {
            case FixKind.Set when missing.Count > 0 && place.Node.IsObject:
                return Make($"add `{string.Join('.', missing)}`", (edit, _) =>
                {
                    edit.AddMember(place.Node, missing[0], Nested(edit, missing, fix.Value!));
                    return true;
                });
            case FixKind.Set when missing.Count == 0:
                return Make($"set `{place.Name}` to {Encoding.UTF8.GetString(fix.Value!.ToJson())}", (edit, _) =>
                {
                    edit.Replace(place.Node, Written(edit, fix.Value!));
                    return true;
                });
            case FixKind.Remove when missing.Count == 0 && place.Owner(target.View) is (DocumentNode owner, var name):
                return Make($"remove `{name}`", (edit, _) => Remove(edit, owner, name));
            case FixKind.Replace when missing.Count == 0 && place.Node.AsString is { } text:
                string replaced = text.EndsWith(fix.Pattern!, StringComparison.Ordinal) ? text[..^fix.Pattern!.Length] + fix.With : text.Replace(fix.Pattern!, fix.With, StringComparison.Ordinal);
                return replaced == text ? null : Make($"write {PrintedValue.Quoted(replaced)}", (edit, _) =>
                {
                    edit.ReplaceText(place.Node, replaced);
                    return true;
                });
            case FixKind.Sort:
                // The finding stands at the item that is out of order; the list is what is sorted.
                return target.Node is { } list && (list.IsArray || list.IsObject)
                    ? Make($"sort `{target.Property}`", (edit, document) => edit.TryReorder(document, list, Order(target.View[list], fix.Value?.AsString)), target.Place.DocumentUri)
                    : null;
            case FixKind.Apply:
                return NamedFixes.All[fix.With!](target, place, result) is { } change ? Make(change.What, change.Apply) : null;
            default:
                return null;
        }
    }

    public static bool Remove(DocumentEdit edit, DocumentNode owner, string name)
    {
        if (owner.IsArray)
        {
            edit.RemoveItem(owner, int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
            return true;
        }

        if (owner.Members.FirstOrDefault(member => member.Name == name) is not { } member)
            return false;
        edit.Remove(owner, member);
        return true;
    }

    private static string Nested(DocumentEdit edit, IReadOnlyList<string> missing, DocumentNode value)
    {
        string written = Written(edit, value);
        for (int i = missing.Count - 1; i > 0; i--)
            written = $"{{{edit.Spell(missing[i])}: {written}}}";
        return written;
    }

    private static string Written(DocumentEdit edit, DocumentNode value) => value.AsString is { } text ? edit.Spell(text) : Encoding.UTF8.GetString(value.ToJson());

    private static int[] Order(ViewNode list, string? keyedBy)
    {
        string[] names = list.IsObject
            ? [.. list.Node!.Members.Select(member => member.Name)]
            : [.. list.Items().Select(item => (keyedBy is null ? item.Node : item[keyedBy].Node)?.Text ?? "")];
        return [.. Enumerable.Range(0, names.Length).Order(Comparer<int>.Create((a, b) => LocaleOrder.Compare(names[a], names[b]) is var order && order != 0 ? order : a.CompareTo(b)))];
    }
}
