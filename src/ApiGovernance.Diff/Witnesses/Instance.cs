using System.Text;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>A JSON value that is being built. Immutable.</summary>
internal sealed class Instance
{
    private string? _text;

    private Instance(Kinds kind) => Kind = kind;

    public static Instance Null { get; } = new(Kinds.Null) { _text = "null" };

    public Kinds Kind { get; }

    public IReadOnlyList<KeyValuePair<string, Instance>> Members { get; private init; } = [];

    public IReadOnlyList<Instance> Items { get; private init; } = [];

    /// <summary>As JSON without white space.</summary>
    public string Text => _text ??= Write();

    public static Instance Of(JsonValueText value) => new(value.Kind) { _text = value.Text };

    public static Instance OfString(string value) => Of(JsonValueText.OfString(value));

    public static Instance OfNumber(decimal value) => Of(JsonValueText.OfNumber(value));

    public static Instance OfBoolean(bool value) => new(Kinds.Boolean) { _text = value ? "true" : "false" };

    public static Instance Array(IEnumerable<Instance> items) => new(Kinds.Array) { Items = [.. items] };

    public static Instance Object(IEnumerable<KeyValuePair<string, Instance>> members) => new(Kinds.Object) { Members = [.. members] };

    /// <summary>A value of a document; a very large one is not worth the copy.</summary>
    public static Instance? Of(DocumentNode node, int budget = 400)
    {
        int left = budget;
        return Copy(node, ref left);
    }

    public Instance? this[string name] => Members.FirstOrDefault(member => member.Key == name).Value;

    /// <summary>The characters of a string.</summary>
    public string? AsString => Kind == Kinds.String ? new JsonValueText(Kinds.String, Text).AsString : null;

    public bool Has(string name) => Members.Any(member => member.Key == name);

    public Instance With(string name, Instance value) => Object(
        Has(name) ? Members.Select(member => member.Key == name ? KeyValuePair.Create(name, value) : member) : Members.Append(KeyValuePair.Create(name, value)));

    public Instance Without(string name) => Object(Members.Where(member => member.Key != name));

    public override string ToString() => Text;

    private static Instance? Copy(DocumentNode node, ref int left)
    {
        if (--left < 0)
            return null;
        if (node.IsObject)
        {
            List<KeyValuePair<string, Instance>> members = [];
            foreach (DocumentMember member in node.Members)
            {
                if (Copy(member.Value, ref left) is not { } value)
                    return null;
                members.Add(KeyValuePair.Create(member.Name, value));
            }

            return Object(members);
        }

        if (!node.IsArray)
            return node.Kind == NodeKind.Null ? Null : Of(JsonValueText.Of(node));
        List<Instance> items = [];
        foreach (DocumentNode item in node.Items)
        {
            if (Copy(item, ref left) is not { } value)
                return null;
            items.Add(value);
        }

        return Array(items);
    }

    private string Write()
    {
        StringBuilder text = new();
        text.Append(Kind == Kinds.Array ? '[' : '{');
        if (Kind == Kinds.Array)
        {
            text.AppendJoin(',', Items.Select(item => item.Text));
            return text.Append(']').ToString();
        }

        bool first = true;
        foreach ((string name, Instance value) in Members)
        {
            if (!first)
                text.Append(',');
            first = false;
            JsonValueText.WriteString(name, text);
            text.Append(':').Append(value.Text);
        }

        return text.Append('}').ToString();
    }
}
