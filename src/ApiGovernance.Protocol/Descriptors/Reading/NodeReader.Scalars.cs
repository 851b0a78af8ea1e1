using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Lists in which words and numbers stand side by side.</summary>
internal sealed partial class NodeReader
{
    /// <summary>Some of a fixed set, none of them twice; what is all digits is written as a number.</summary>
    public IReadOnlyList<string> Scalars(string name, IReadOnlyList<string> values, int minimum = 0)
    {
        List<string> items = [];
        foreach ((DocumentNode item, int i) in Items(name, minimum, values.Count, required: false))
        {
            string itemLabel = $"{LabelOf(name)}[{i}]";
            string itemPointer = JsonPointer.Append(PointerOf(name), i);
            if (item.Kind is not (NodeKind.String or NodeKind.Number))
                findings.WrongType(itemLabel, "a word or a number", item, itemPointer);
            else if (items.Contains(item.Text!))
                findings.Error("descriptor-duplicate", $"`{itemLabel}` repeats `{item.Text}`.", "Remove it.", item.Span, itemPointer);
            else if (IsOneOf(item, values, itemLabel, itemPointer))
                items.Add(item.Text!);
        }

        return items;
    }
}
