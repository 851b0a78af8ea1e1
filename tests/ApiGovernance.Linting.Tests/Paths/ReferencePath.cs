using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Tests.Paths;

/// <summary>A path as a list of steps, each a function from a value to values: what the words of the dialect mean, and nothing clever.</summary>
internal sealed record ReferencePath(string Text, IReadOnlyList<Func<ExpandedNode, IEnumerable<ExpandedNode>>> Steps, bool IsKey)
{
    public HashSet<string> Evaluate(ExpandedNode root)
    {
        IEnumerable<ExpandedNode> at = [root];
        foreach (Func<ExpandedNode, IEnumerable<ExpandedNode>> step in Steps)
            at = at.SelectMany(step).ToList();
        // Of the root there is no key; what is written once is one place, however many ways lead there.
        return [.. at.Select(node => IsKey ? $"~{node.Key}@{node.Pointer}" : node.Pointer)];
    }
}

/// <summary>Random paths, with their meaning.</summary>
internal sealed class RandomPaths(Random random, IReadOnlyList<string> names)
{
    public ReferencePath Next()
    {
        string text = "$";
        List<Func<ExpandedNode, IEnumerable<ExpandedNode>>> steps = [];
        int count = random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            bool deep = random.Next(3) == 0;
            (string written, Func<ExpandedNode, IEnumerable<ExpandedNode>> children) = Selector();
            text += deep ? ".." + written : written[0] == '[' ? written : "." + written;
            steps.Add(deep ? node => node.Below().Prepend(node).SelectMany(children) : children);
            for (; random.Next(8) == 0; text += "^")
                steps.Add(static node => node.Parent is { } parent ? [parent] : []);
        }

        bool key = random.Next(6) == 0;
        return new ReferencePath(key ? text + "~" : text, steps, key);
    }

    private string Name() => names[random.Next(names.Count)];

    private (string, Func<ExpandedNode, IEnumerable<ExpandedNode>>) Selector()
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                string name = Name();
                return (name, node => Members(node, name));
            case 2:
                string first = Name(), second = Name();
                return ($"[{first},'{second}']", node => Members(node, first, second));
            case 3:
                return ("*", static node => node.Children);
            case 4:
                int index = random.Next(-2, 3);
                return ($"[{index.ToString(CultureInfo.InvariantCulture)}]", node => node.Children.Where(child => node.Value.IsArray
                    ? child.Key == (index < 0 ? node.Children.Count + index : index).ToString(CultureInfo.InvariantCulture)
                    : child.Key == index.ToString(CultureInfo.InvariantCulture)));
            case 5:
                int start = random.Next(-2, 2), end = random.Next(-1, 4);
                return ($"[{start.ToString(CultureInfo.InvariantCulture)}:{end.ToString(CultureInfo.InvariantCulture)}]", node => node.Value.IsArray
                    ? node.Children.Skip(start < 0 ? Math.Max(0, node.Children.Count + start) : start)
                        .Where(child => int.Parse(child.Key, CultureInfo.InvariantCulture) < (end < 0 ? node.Children.Count + end : end))
                    : []);
            default:
                (string filter, Func<ExpandedNode, bool> holds) = Filter();
                return ($"[?({filter})]", node => node.Children.Where(holds));
        }
    }

    private (string, Func<ExpandedNode, bool>) Filter()
    {
        string name = Name(), other = Name();
        return random.Next(12) switch
        {
            0 => ($"@property === '{name}'", node => !node.Parent!.Value.IsArray && node.Key == name),
            1 => ($"@property !== '{name}'", node => node.Parent!.Value.IsArray || node.Key != name),
            2 => ($"@ && @.{name}", node => node[name] is { } member && Truthy(member)),
            3 => ($"@.{name} && @.{name}.{other}", node => node[name]?[other] is { } member && Truthy(member)),
            4 => ($"@.{name} === 1", node => node[name]?.Value.Text == "1" && node[name]!.Value.Kind == NodeKind.Number),
            5 => ($"@.{name} == '1'", node => node[name]?.Value is { Text: "1" } or { Text: "true", Kind: NodeKind.Boolean }),
            6 => ("@.length >= 2", static node => (node.Value.IsArray && node.Children.Count >= 2) || node.Value.AsString?.Length >= 2),
            7 => ($"@property.match(/^{name[0]}/)", node => node.Key.StartsWith(name[0]) && !node.Parent!.Value.IsArray),
            8 => ($"@property === '{name}' || @property === '{other}'", node => !node.Parent!.Value.IsArray && (node.Key == name || node.Key == other)),
            9 => ($"@parentProperty === '{name}'", node => node.Parent!.Parent is { Value.IsArray: false } && node.Parent.Key == name),
            10 => ($"!@.{name}", node => node.Value.Kind != NodeKind.Null && (node[name] is not { } member || !Truthy(member))),
            _ => ("@object() && @property in ['a','b']", static node => (node.Value.IsObject || node.Value.IsArray) && !node.Parent!.Value.IsArray && node.Key is "a" or "b"),
        };
    }

    private static IEnumerable<ExpandedNode> Members(ExpandedNode node, params string[] names) => node.Value.IsObject ? node.Children.Where(child => names.Contains(child.Key)) : [];

    private static bool Truthy(ExpandedNode node) => node.Value.Kind switch
    {
        NodeKind.Null => false,
        NodeKind.Boolean => node.Value.Text == "true",
        NodeKind.String => node.Value.Text!.Length > 0,
        NodeKind.Number => node.Value.Text is not ("0" or "0.0"),
        _ => true,
    };
}
