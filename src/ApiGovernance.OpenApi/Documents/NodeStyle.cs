namespace ApiGovernance.OpenApi.Documents;

/// <summary>How a value is written, so that an edit can keep to it. JSON has <see cref="Plain"/>, <see cref="DoubleQuoted"/> and <see cref="Flow"/>.</summary>
public enum NodeStyle
{
    /// <summary>A scalar without quotes; also a YAML value that is left out (null).</summary>
    Plain,
    SingleQuoted,
    DoubleQuoted,

    /// <summary>YAML's <c>|</c>; <see cref="DocumentNode.WrittenText"/> starts with it and its chomping sign.</summary>
    Literal,

    /// <summary>YAML's <c>&gt;</c>.</summary>
    Folded,

    /// <summary>An object or array by indentation.</summary>
    Block,

    /// <summary>An object or array in brackets.</summary>
    Flow,
}
