using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>
/// Reads the members of one object. Every error is kept, with its place, and a stand-in is given back, so that one reading names all
/// that is wrong. The members that were asked for are the members that exist: <see cref="Close"/> reports the others.
/// </summary>
internal sealed partial class NodeReader(DocumentNode node, SourceSpan place, string pointer, string label, DescriptorFindings findings)
{
    /// <summary>Entries of a list or map where nothing else is said.</summary>
    private const int ManyEntries = 1000;

    private readonly List<string> _known = [];

    /// <summary>The pointer of this object.</summary>
    public string Pointer => pointer;

    public DescriptorFindings Findings => findings;

    public bool Has(string name) => node[name] is not null;

    public bool HasObject(string name) => node[name] is { IsObject: true };

    /// <summary>The place of a member's value, or of this object's own name where there is no such member.</summary>
    public SourceSpan PlaceOf(string name) => node[name]?.Span ?? place;

    /// <summary>The place of an entry of a list.</summary>
    public SourceSpan PlaceOfItem(string name, int index) => node[name]!.Items[index].Span;

    /// <summary>A member's text as it is written; null where it is no text.</summary>
    public string? TextOf(string name) => node[name] is { Kind: NodeKind.String } value ? value.Text : null;

    public string PointerOf(string name) => JsonPointer.Append(pointer, name);

    /// <summary>The member's path for people: <c>spec.versions[0].stage</c>.</summary>
    public string LabelOf(string name) => label.Length == 0 ? name : $"{label}.{name}";

    public NodeReader? Object(string name, bool required = false)
    {
        if (Member(name, required, NodeKind.Object, "an object (name: value pairs)") is not { } value)
            return null;
        var nameSpan = node.Members.First(m => m.Name == name).NameSpan;
        return new NodeReader(value, nameSpan, PointerOf(name), LabelOf(name), findings);
    }

    /// <summary>An object, read to its end; null where it is not there.</summary>
    public T? Object<T>(string name, Func<NodeReader, T> read)
        where T : class
    {
        if (Object(name) is not { } reader)
            return null;
        T value = read(reader);
        reader.Close();
        return value;
    }

    /// <summary>A text that must be there; empty where it is not or breaks the rule.</summary>
    public string Text(string name, TextRule rule) => ReadText(name, rule, required: true) ?? "";

    public string? OptionalText(string name, TextRule rule) => ReadText(name, rule, required: false);

    public int? Integer(string name, int minimum, int maximum, bool required = false)
    {
        if (Member(name, required, NodeKind.Number, "a whole number") is not { } value)
            return null;
        // As JSON Schema has it, 100.0 and 1e2 are whole numbers.
        bool isNumber = decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number);
        if (!isNumber || number != decimal.Truncate(number) || number < minimum || number > maximum)
        {
            string bounds = maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}";
            findings.Error("descriptor-range", $"`{LabelOf(name)}` is {value.Text}; it must be {bounds}.", null, value.Span, PointerOf(name));
            return null;
        }

        return (int)number;
    }

    public bool? Flag(string name) => Member(name, required: false, NodeKind.Boolean, "true or false")?.AsBoolean;

    /// <summary>One of a fixed set of words.</summary>
    public string? Word(string name, IReadOnlyList<string> words, bool required = false) =>
        Member(name, required, NodeKind.String, "text") is { } value && IsOneOf(value, words, LabelOf(name), PointerOf(name)) ? value.Text : null;

    /// <summary>A member of an enumeration, written as its name in lower case; the first one where it is wrong.</summary>
    public T Choice<T>(string name, T? otherwise = null)
        where T : struct, Enum
    {
        string? word = Word(name, [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())], required: otherwise is null);
        return word is null ? otherwise ?? default : Enum.Parse<T>(word, ignoreCase: true);
    }

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<T> List<T>(string name, Func<NodeReader, T> read, int minimum = 0, bool required = false, int maximum = ManyEntries)
    {
        List<T> items = [];
        foreach ((DocumentNode item, int i) in Items(name, minimum, maximum, required))
        {
            string itemLabel = $"{LabelOf(name)}[{i}]";
            string itemPointer = JsonPointer.Append(PointerOf(name), i);
            if (!item.IsObject)
            {
                findings.WrongType(itemLabel, "an object (name: value pairs)", item, itemPointer);
                continue;
            }

            var reader = new NodeReader(item, item.Span, itemPointer, itemLabel, findings);
            items.Add(read(reader));
            reader.Close();
        }

        return items;
    }

    /// <summary>A list of texts, none of them twice.</summary>
    public IReadOnlyList<string> Texts(
        string name, TextRule rule, int minimum = 0, bool required = false, IReadOnlyList<string>? words = null, int maximum = ManyEntries)
    {
        List<string> items = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((DocumentNode item, int i) in Items(name, minimum, maximum, required))
        {
            string itemLabel = $"{LabelOf(name)}[{i}]";
            string itemPointer = JsonPointer.Append(PointerOf(name), i);
            if (item.Kind != NodeKind.String)
                findings.WrongType(itemLabel, "text", item, itemPointer);
            else if (!seen.Add(item.Text!))
                findings.Error("descriptor-duplicate", $"`{itemLabel}` repeats `{item.Text}`.", "Remove it.", item.Span, itemPointer);
            else if (words is null ? Obeys(item, rule, itemLabel, itemPointer) : IsOneOf(item, words, itemLabel, itemPointer))
                items.Add(item.Text!);
        }

        return items;
    }

    /// <summary>Reads a member whose names are the user's own.</summary>
    /// <param name="nameRule">What the names must look like.</param>
    public IReadOnlyDictionary<string, T> Map<T>(string name, Func<NodeReader, string, T> read, TextRule? nameRule = null, int maximum = ManyEntries)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Object(name) is not { } entries)
            return map;
        if (entries.Names.Count() is var count && count > maximum)
            TooMany(name, count, maximum, PlaceOf(name));
        foreach (string key in entries.Names)
        {
            map[key] = read(entries, key);
            if (nameRule is not null && !nameRule.IsMatch(key))
            {
                findings.Error(
                    "descriptor-value", $"The name {Spelling.Quote(key)} in `{LabelOf(name)}` must be {nameRule.Expectation}.", nameRule.Fix,
                    entries.PlaceOf(key), entries.PointerOf(key));
            }
        }

        return map;
    }

    public IEnumerable<string> Names => node.Members.Select(m => m.Name);

    /// <summary>Reports the members that nobody asked for.</summary>
    public void Close()
    {
        foreach (DocumentMember member in node.Members.Where(m => !_known.Contains(m.Name)))
        {
            findings.Error(
                "descriptor-field-unknown", $"`{LabelOf(member.Name)}` is not a field that exists here.",
                Spelling.Advise(member.Name, _known, "Fields here"), member.NameSpan, PointerOf(member.Name));
        }
    }

    private string? ReadText(string name, TextRule rule, bool required) =>
        Member(name, required, NodeKind.String, "text") is { } value && Obeys(value, rule, LabelOf(name), PointerOf(name)) ? value.Text : null;

    private IEnumerable<(DocumentNode Item, int Index)> Items(string name, int minimum, int maximum, bool required)
    {
        if (Member(name, required, NodeKind.Array, "a list") is not { } list)
            return [];
        if (list.Items.Count < minimum)
        {
            string problem = list.Items.Count == 0 ? "is empty; it needs at least one entry." : $"has {list.Items.Count} of the {minimum} entries that it needs.";
            findings.Error("descriptor-range", $"`{LabelOf(name)}` {problem}", null, list.Span, PointerOf(name));
        }

        if (list.Items.Count > maximum)
            TooMany(name, list.Items.Count, maximum, list.Span);
        return list.Items.Take(maximum).Select((item, i) => (item, i));
    }

    private void TooMany(string name, int count, int maximum, SourceSpan span) => findings.Error(
        "descriptor-range", string.Create(CultureInfo.InvariantCulture, $"`{LabelOf(name)}` has {count} entries; {maximum} are allowed."),
        "Leave out what is no longer needed.", span, PointerOf(name));

    private DocumentNode? Member(string name, bool required, NodeKind kind, string expected)
    {
        _known.Add(name);
        if (node[name] is not { } value)
        {
            if (required)
                findings.Error("descriptor-field-missing", $"`{LabelOf(name)}` is missing.", $"Add `{name}`: {expected}.", place, pointer);
            return null;
        }

        if (value.Kind == kind)
            return value;
        findings.WrongType(LabelOf(name), expected, value, PointerOf(name));
        return null;
    }

    private bool Obeys(DocumentNode value, TextRule rule, string valueLabel, string valuePointer)
    {
        if (rule.IsMatch(value.Text!))
            return true;
        findings.Error(
            "descriptor-value", $"`{valueLabel}` is {Spelling.Quote(value.Text!)}; it must be {rule.Expectation}.", rule.Fix, value.Span, valuePointer);
        return false;
    }

    private bool IsOneOf(DocumentNode value, IReadOnlyList<string> words, string valueLabel, string valuePointer)
    {
        if (words.Contains(value.Text!))
            return true;
        findings.Error(
            "descriptor-value", $"`{valueLabel}` is {Spelling.Quote(value.Text!)}, which is not one of the words allowed here.",
            Spelling.Advise(value.Text!, words, "Use one of"), value.Span, valuePointer);
        return false;
    }
}
