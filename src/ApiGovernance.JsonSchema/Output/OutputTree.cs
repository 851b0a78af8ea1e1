using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>One output unit of the specification.</summary>
internal sealed class OutputUnit(string keywordLocation, string? absoluteKeywordLocation, string instanceLocation)
{
    public string KeywordLocation { get; } = keywordLocation;

    public string? AbsoluteKeywordLocation { get; } = absoluteKeywordLocation;

    public string InstanceLocation { get; } = instanceLocation;

    public string? Error { get; set; }

    /// <summary>The annotation's value as JSON.</summary>
    public string? Annotation { get; set; }

    public List<OutputUnit> Children { get; set; } = [];
}

/// <summary>
/// The tree of the schemas and applicators that led to errors or annotations. As "detailed" wants it (2020-12, 12.4.3), a node with
/// nothing of its own and one child is replaced by the child.
/// </summary>
internal sealed class OutputTree
{
    private readonly Dictionary<(string Keyword, string Instance), OutputUnit> _units = [];
    private readonly OutputUnit _root = new("", null, "");

    private OutputTree() => _units.Add(("", ""), _root);

    public static OutputUnit Of(ValidationResult result)
    {
        var tree = new OutputTree();
        if (result.Input is { } input)
            tree._root.Error = $"Line {input.Line}, column {input.Column}: {input.Message}";
        foreach (SchemaError error in result.Errors)
        {
            OutputUnit unit = tree.UnitOf(error.Trail, error.InstancePointer);
            unit.Error = unit.Error is { } earlier && earlier != error.Message ? $"{earlier} {error.Message}" : error.Message;
        }

        foreach (SchemaAnnotation annotation in result.Annotations)
            tree.UnitOf(annotation.Trail, annotation.InstancePointer).Annotation = annotation.ValueJson;
        return Collapsed(tree._root);
    }

    private OutputUnit UnitOf(EvaluationTrail? trail, string instance)
    {
        if (trail is null)
            return _root;
        OutputUnit at = _root;
        string path = "";
        string[] levels = Levels(instance);
        foreach (EvaluationStep step in trail.Steps)
        {
            string segment = step.Segment;
            string place = levels[Math.Min(step.Depth, levels.Length - 1)];
            int keyword = segment.IndexOf('/', Math.Min(1, segment.Length));
            bool stepsIn = step.Via is not null && place != at.InstanceLocation;

            // The applicator is a node of its own where it has several subschemas, or its subschema looks at something else.
            if (segment.Length > 0 && (keyword > 0 || stepsIn))
            {
                string applicator = keyword > 0 ? segment[..keyword] : segment;
                at = Child(at, path + applicator, Absolute(step.Via!.Site, applicator), at.InstanceLocation);
            }

            path += segment;
            at = Child(at, path, Absolute(step.Node, ""), place);
        }

        return trail.Suffix.Length == 0 && at.InstanceLocation == instance
            ? at
            : Child(at, trail.Path, Absolute(trail.Steps[^1].Node, trail.Suffix.Length == 0 ? "" : "/" + trail.Suffix), instance);
    }

    private OutputUnit Child(OutputUnit parent, string keywordLocation, string absolute, string instanceLocation)
    {
        if (_units.TryGetValue((keywordLocation, instanceLocation), out OutputUnit? known))
            return known;
        var unit = new OutputUnit(keywordLocation, absolute, instanceLocation);
        _units.Add((keywordLocation, instanceLocation), unit);
        parent.Children.Add(unit);
        return unit;
    }

    private static OutputUnit Collapsed(OutputUnit unit)
    {
        // Without recursion: a schema that refers to itself makes the tree as deep as the instance, with several nodes for each level.
        var order = new List<OutputUnit> { unit };
        for (int i = 0; i < order.Count; i++)
            order.AddRange(order[i].Children);
        for (int i = order.Count - 1; i >= 0; i--)
            order[i].Children = order[i].Children.ConvertAll(Reduced);
        return Reduced(unit);
    }

    private static OutputUnit Reduced(OutputUnit unit) =>
        unit is { Error: null, Annotation: null, Children.Count: 1 } ? unit.Children[0] : unit;

    /// <summary>The canonical URI of the schema resource and a JSON pointer in it, as a URI fragment (2020-12, 12.3.2).</summary>
    private static string Absolute(SchemaNode node, string suffix)
    {
        string pointer = node.Pointer[Math.Min(node.Resource.Pointer.Length, node.Pointer.Length)..] + suffix;
        return node.Resource.Uri + "#" + string.Join('/', pointer.Split('/').Select(Uri.EscapeDataString)).Replace("%24", "$", StringComparison.Ordinal);
    }

    /// <summary>The pointer of the text, of the value in it, and so on down to the instance.</summary>
    private static string[] Levels(string instance)
    {
        var levels = new List<string> { "" };
        for (int slash = instance.IndexOf('/', Math.Min(1, instance.Length)); instance.Length > 0; slash = instance.IndexOf('/', slash + 1))
        {
            levels.Add(slash < 0 ? instance : instance[..slash]);
            if (slash < 0)
                break;
        }

        return [.. levels];
    }
}
