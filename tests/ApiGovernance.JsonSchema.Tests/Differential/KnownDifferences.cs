using System.Text.Json;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// Where ajv says something else than the specification, with the exact condition under which that is taken for the reason of a
/// difference. A difference that no condition covers fails the test.
/// </summary>
internal static class KnownDifferences
{
    public const string Contradiction = "ajv contradicts itself: with allErrors it agrees, without it does not";

    private static readonly (string Reason, Func<Difference, bool> Holds)[] s_known =
    [
        ("a number that a double cannot hold", static d => Numbers(d.Schema).Concat(Numbers(d.Value)).Any(DoubleArithmetic.Loses)),
        ("multipleOf divides doubles", static d => Keyword(d.Schema, "multipleOf").Any(step =>
            step.Kind == JsonValueKind.Number && Numbers(d.Value).Any(number => DoubleArithmetic.MultipleDiffers(number, step.Text)))),
        ("values with a member 'constructor' that is no scalar are never equal (fast-deep-equal)", static d =>
            Keyword(d.Value, "constructor").Any(static inner => inner.IsObject || inner.IsArray)
            && (Keyword(d.Schema, "enum").Any() || Keyword(d.Schema, "const").Any() || Keyword(d.Schema, "uniqueItems").Any())),
        ("a required name that is empty is not looked for", static d =>
            Names(d.Schema).Any(static name => name.Text.Length == 0)),
        ("draft 7: what stands beside $ref is not ignored", static d =>
            d.Dialect == SchemaDialect.Draft7 && d.Schema.All().Any(static node => node.Get("$ref") is not null && node.Members.Count > 1)),
        ("contains on an empty array keeps what it found in the array before", static d =>
            !d.Ours && Keyword(d.Schema, "contains").Any() && d.Value.All().Skip(1).Any(static inner => inner.IsArray && inner.Items.Count == 0)),
        ("unevaluatedItems takes every item for evaluated by contains", static d =>
            d.Dialect == SchemaDialect.Draft202012 && !d.Ours && Keyword(d.Schema, "unevaluatedItems").Any() && Keyword(d.Schema, "contains").Any()),
    ];

    /// <summary>The reason of a difference; null when it is none of the known ones.</summary>
    /// <param name="one">The schema.</param>
    /// <param name="value">The value that is judged differently.</param>
    /// <param name="ours">What this validator says.</param>
    /// <param name="refusal">Why ajv compiles the schema not, with a '!' before; empty when it does.</param>
    public static string? Explain(SchemaCase one, JsonTree value, bool ours, string refusal)
    {
        var difference = new Difference(one.Dialect, one.Schema, value, ours, refusal);
        return Array.Find(s_known, known => known.Holds(difference)).Reason;
    }

    private static IEnumerable<string> Numbers(JsonTree value) =>
        value.All().Where(static node => node.Kind == JsonValueKind.Number).Select(static node => node.Text);

    private static IEnumerable<JsonTree> Keyword(JsonTree schema, string keyword) =>
        schema.All().Select(node => node.Get(keyword)).OfType<JsonTree>();

    private static IEnumerable<JsonTree> Names(JsonTree schema) =>
        Keyword(schema, "required").Concat(Keyword(schema, "dependentRequired")).Concat(Keyword(schema, "dependencies")).SelectMany(static names => names.All());

    private sealed record Difference(SchemaDialect Dialect, JsonTree Schema, JsonTree Value, bool Ours, string Refusal);
}
