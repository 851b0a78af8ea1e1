using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>Reads `functionOptions`; a wrong one is an error of the rule, with its place.</summary>
internal sealed class FunctionOptions(DocumentNode? node)
{
    public DocumentNode? Node { get; } = node;

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
        [.. (List(name) ?? throw new FunctionOptionException(Node, $"the option `{name}` is missing.")).Select(item => item.Text ?? "")];
}

internal sealed class FunctionOptionException(DocumentNode? node, string problem) : Exception(problem)
{
    public DocumentNode? Node { get; } = node;
}
