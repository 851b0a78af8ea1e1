namespace ApiGovernance.JsonSchema.Formats;

/// <summary>The formats one compilation can check: those given in code before those of the dialect.</summary>
internal sealed class FormatSource(IReadOnlyList<CustomFormat> custom)
{
    private readonly FormatDefinition[] _custom =
        [.. custom.Select(static f => new FormatDefinition(f.Name, f.Description, f.OfNumbers, f.Check))];

    public FormatDefinition[] Find(string name, SchemaDialect dialect)
    {
        FormatDefinition[] known = FormatCatalog.Find(name, dialect);
        if (_custom.Length == 0)
            return known;
        FormatDefinition[] own = [.. _custom.Where(f => f.Name == name)];
        return own.Length == 0 ? known : [.. own, .. known.Where(k => !Array.Exists(own, o => o.OfNumber == k.OfNumber))];
    }
}
