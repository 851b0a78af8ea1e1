using System.Text;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// `unevaluatedProperties` and `unevaluatedItems`: where nothing but properties, items and merged `allOf` is beside them they are what
/// `additionalProperties` and `items` would be; else they are only known to be the same.
/// </summary>
internal static class UnevaluatedReading
{
    public static void Read(ResolvedNode place, SchemaShape shape, SchemaSpace space)
    {
        if (space.Dialect is SchemaDialect.Swagger20 or SchemaDialect.OpenApi30)
            return;
        bool simple = shape.Groups.Count == 0 && shape.Conditions.Count == 0 && shape.Nots.Count == 0 && shape.Objects.DependentSchemas.Count == 0;
        if (place.Member("unevaluatedProperties") is { } properties && space.Of(properties) is var rest && rest != space.Anything)
        {
            if (!simple)
                Keep("unevaluatedProperties", place, shape);
            else if (!shape.Objects.IsAdditionalWritten)
                shape.Objects = shape.Objects with { Additional = rest, IsAdditionalWritten = true, Place = shape.Objects.Place ?? place };
        }

        if (place.Member("unevaluatedItems") is { } items && space.Of(items) is var others && others != space.Anything)
        {
            if (!simple || shape.Arrays.Contains.Count > 0)
                Keep("unevaluatedItems", place, shape);
            else if (place.Node["items"] is null && shape.Arrays.Items is null)
                shape.Arrays = shape.Arrays with { Items = others, Place = shape.Arrays.Place ?? place };
        }
    }

    // What it covers hangs on everything around it.
    private static void Keep(string keyword, ResolvedNode place, SchemaShape shape)
    {
        string text = Encoding.UTF8.GetString(place.Node.ToJson());
        shape.Opaques.Add(new Opaque(keyword, $"{keyword} {text}", place, IsWhole: !text.Contains("\"$", StringComparison.Ordinal)));
    }
}
