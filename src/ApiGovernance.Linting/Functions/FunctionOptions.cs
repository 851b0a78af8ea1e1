using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>Reads `functionOptions`; a wrong one is an error of the rule, with its place.</summary>
internal sealed class FunctionOptions(DocumentNode? node)
{
    public DocumentNode? Node { get; } = node;

    /// <summary>The function that is asked for, for messages.</summary>
    public string Function { get; init; } = "";

    /// <summary>Where the rule asks for it: the place of what is missing.</summary>
    public DocumentNode? Place { get; init; }

    /// <summary>Refuses options that the function does not have.</summary>
    public void AllowOnly(IReadOnlyList<string> known)
    {
        if (Node is null)
            return;
        if (!Node.IsObject)
            throw new FunctionOptionException(Node, $"the options of `{Function}` are no object.");
        AllowOnly(Node, known, "");
        if (known.Count == 0)
            throw new FunctionOptionException(Node, $"`{Function}` has no options.");
    }

    /// <param name="path">Of an object inside the options, with a dot behind it.</param>
    public void AllowOnly(DocumentNode node, IReadOnlyList<string> known, string path)
    {
        if (node.Members.FirstOrDefault(option => !known.Contains(option.Name)) is { } unknown)
            throw new FunctionOptionException(unknown.Value, $"`{Function}` has no option `{path}{unknown.Name}`{(known.Count == 0 ? "" : $" (known: {string.Join(", ", known)})")}.");
    }

    /// <summary>An exception for what the function needs and does not get.</summary>
    public FunctionOptionException Missing(string what) => new(Node ?? Place, $"`{Function}` needs {what}.");

    public bool? Boolean(string name) => Node?[name] switch
    {
        null => null,
        { Kind: NodeKind.Boolean } value => value.AsBoolean,
        var other => throw new FunctionOptionException(other, $"`{name}` must be true or false."),
    };

    /// <summary>One of some words.</summary>
    public string? Choice(string name, params IReadOnlyList<string> choices) =>
        Text(name) is not { } text || choices.Contains(text)
            ? Node?[name]?.AsString
            : throw new FunctionOptionException(Node![name], $"`{name}` of `{Function}` cannot be `{text}`; use {string.Join(", ", choices)}.");

    public string? Text(string name) => Node?[name] switch
    {
        null => null,
        { Kind: NodeKind.String } text => text.Text,
        var other => throw new FunctionOptionException(other, $"`{name}` must be a string."),
    };

    public double? Number(string name) => Node?[name] switch
    {
        null => null,
        { Kind: NodeKind.Number } number when double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
        var other => throw new FunctionOptionException(other, $"`{name}` must be a number."),
    };

    public IReadOnlyList<DocumentNode>? List(string name) => Node?[name] switch
    {
        null => null,
        { IsArray: true } list => list.Items,
        var other => throw new FunctionOptionException(other, $"`{name}` must be a list."),
    };

    public IReadOnlyList<string> Names(string name) =>
        [.. (List(name) ?? throw Missing($"`{name}`")).Select(item => item.AsString ?? throw new FunctionOptionException(item, $"`{name}` must be a list of strings."))];
}

internal sealed class FunctionOptionException(DocumentNode? node, string problem) : Exception(problem)
{
    public DocumentNode? Node { get; } = node;
}
