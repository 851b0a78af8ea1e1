using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Shapes;

/// <summary>One kind of object of a format: which fields it has, and what they hold.</summary>
internal sealed class Shape(string name)
{
    public string Name { get; } = name;

    public Dictionary<string, ShapeField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields that only later versions have, with the version.</summary>
    public Dictionary<string, string> Later { get; } = new(StringComparer.Ordinal);

    public List<string> Required { get; } = [];

    /// <summary>What stands under names that the author chose; null when there are none.</summary>
    public ShapeType? Others { get; set; }

    /// <summary>A reference may stand in its place.</summary>
    public bool IsReferable { get; set; }

    /// <summary>Fields of other names mean something elsewhere (JSON Schema's keywords), or nothing, and are no mistake.</summary>
    public bool IsOpen { get; set; }
}

/// <param name="Type">What it holds.</param>
internal sealed record ShapeField(ShapeType Type);

/// <summary>What a field may hold.</summary>
internal sealed class ShapeType
{
    private int _kinds;

    public bool IsAnything { get; set; }

    /// <summary>The shape of an object; null for a map or for no object.</summary>
    public Shape? Object { get; set; }

    /// <summary>What the members of a map hold.</summary>
    public ShapeType? Values { get; set; }

    /// <summary>What the items of a list hold.</summary>
    public ShapeType? Items { get; set; }

    /// <summary>In words, for findings.</summary>
    public string Words { get; set; } = "";

    public void Allow(NodeKind kind) => _kinds |= 1 << (int)kind;

    public bool Allows(NodeKind kind) => IsAnything || (_kinds & (1 << (int)kind)) != 0;
}
