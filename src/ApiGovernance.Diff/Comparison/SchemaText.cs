using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// A node as canonical text, with its references replaced by what they name and without what is only for readers: equal texts mean
/// equal schemas. A circle is written as the way back up.
/// </summary>
internal sealed class SchemaText
{
    /// <summary>Values of one text; a larger one has no text, and then nothing can be said.</summary>
    private const int Budget = 4000;

    private static readonly HashSet<string> ForReaders = new(StringComparer.Ordinal) { "title", "description", "example", "examples", "externalDocs", "summary", "$comment" };

    private readonly DocumentBundle _bundle;
    private readonly List<DocumentNode> _open = [];
    private readonly StringBuilder _text = new();
    private int _left = Budget;

    private SchemaText(DocumentBundle bundle) => _bundle = bundle;

    /// <summary>Null when the text would be too long, or holds a reference that leads nowhere.</summary>
    public static string? Of(ResolvedNode node, DocumentBundle bundle)
    {
        SchemaText text = new(bundle);
        return text.Write(node, names: false) ? text._text.ToString() : null;
    }

    public static bool Same(ResolvedNode? before, DocumentBundle beforeBundle, ResolvedNode? after, DocumentBundle afterBundle) =>
        before is null || after is null ? before is null && after is null : Of(before, beforeBundle) is { } text && text == Of(after, afterBundle);

    /// <param name="names">The members' names are the document's own (of properties), not keywords.</param>
    private bool Write(ResolvedNode written, bool names)
    {
        if (--_left < 0 || _bundle.Follow(written) is not { } place)
            return false;
        int above = _open.FindIndex(node => ReferenceEquals(node, place.Node));
        if (above >= 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"^{_open.Count - above}");
            return true;
        }

        if (place.Node is { IsObject: false, IsArray: false })
        {
            _text.Append(SchemaReader.Json(place.Node));
            return true;
        }

        _open.Add(place.Node);
        bool complete = place.Node.IsArray ? Items(place) : Members(place, names);
        _open.RemoveAt(_open.Count - 1);
        return complete;
    }

    private bool Items(ResolvedNode place)
    {
        _text.Append('[');
        foreach (ResolvedNode item in place.Items())
        {
            if (!Write(item, names: false))
                return false;
            _text.Append(',');
        }

        _text.Append(']');
        return true;
    }

    private bool Members(ResolvedNode place, bool names)
    {
        _text.Append('{');
        foreach ((DocumentMember member, ResolvedNode value) in place.Members().OrderBy(member => member.Member.Name, StringComparer.Ordinal))
        {
            if (!names && (ForReaders.Contains(member.Name) || member.Name.StartsWith("x-", StringComparison.Ordinal)))
                continue;
            _text.Append('"').Append(member.Name).Append("\":");
            if (!Write(value, names: !names && member.Name is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas"))
                return false;
            _text.Append(',');
        }

        _text.Append('}');
        return true;
    }
}
