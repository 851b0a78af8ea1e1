namespace ApiGovernance.JsonSchema.Tests.Differential;

internal sealed partial class SchemaWriter
{
    private JsonTree Child(int depth) => Schema(depth - 1, inPlace: false);

    private void ArrayKeyword(JsonTree schema, int depth)
    {
        switch (dice.Below(depth > 0 ? 9 : 3))
        {
            case 0:
                schema.With("minItems", Count(2));
                break;
            case 1:
                schema.With("maxItems", Count(5));
                break;
            case 2:
                schema.With("uniqueItems", dice.Chance(90) ? JsonTree.True : JsonTree.False);
                break;
            case 3 or 4:
                schema.With("items", Child(depth));
                break;
            case 5 or 6:
                schema.With(Modern ? "prefixItems" : "items", Several(dice.Between(1, 3), () => Child(depth)));
                if (dice.Chance(50))
                    schema.With(Modern ? "items" : "additionalItems", Child(depth));
                break;
            default:
                schema.With("contains", Child(depth));
                if (Modern && dice.Chance(40))
                    schema.With("minContains", Count(2));
                if (Modern && dice.Chance(40))
                    schema.With("maxContains", Count(3));
                break;
        }
    }

    private void ObjectKeyword(JsonTree schema, int depth)
    {
        if (depth == 0)
        {
            Counts(schema);
            return;
        }

        switch (dice.Below(14))
        {
            case 0 or 1 or 2 or 3 or 4:
                schema.With("properties", Named(dice.Chance(5) ? 12 : dice.Between(1, 4), () => Child(depth)));
                if (dice.Chance(50))
                    schema.With("required", Required(schema.Get("properties")!));
                break;
            case 5:
                schema.With("required", Required(null));
                break;
            case 6 or 7:
                JsonTree patterns = JsonTree.Object();
                for (int count = dice.Between(1, 2); count > 0; count--)
                    patterns.With(dice.Pick(Pools.Patterns).Pattern, Child(depth));
                schema.With("patternProperties", patterns);
                break;
            case 8 or 9:
                schema.With("additionalProperties", dice.Chance(40) ? JsonTree.False : Child(depth));
                break;
            case 10:
                schema.With("propertyNames", Schema(depth - 1, inPlace: false));
                break;
            case 11:
                Counts(schema);
                break;
            default:
                Dependencies(schema, depth);
                break;
        }
    }

    private void Counts(JsonTree schema)
    {
        if (dice.Chance(50))
            schema.With("minProperties", Count(2));
        else
            schema.With("maxProperties", Count(5));
    }

    private JsonTree Required(JsonTree? properties)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string name, _) in properties?.Members ?? [])
        {
            if (dice.Chance(40))
                names.Add(name);
        }

        if (properties is null || dice.Chance(8))
            names.Add(dice.Pick(Pools.Names));
        if (dice.Chance(90))
            names.Remove("");
        return JsonTree.Array(names.Select(JsonTree.String));
    }

    private void Dependencies(JsonTree schema, int depth)
    {
        JsonTree required = Named(dice.Between(1, 2), () => Required(null));
        // These schemas apply to the object itself; a reference in them could lead nowhere, so they get none.
        JsonTree schemas = Named(dice.Between(1, 2), () => Closed(depth));
        if (!Modern)
            schema.With("dependencies", dice.Chance(50) ? required : schemas);
        else if (dice.Chance(50))
            schema.With("dependentRequired", required);
        else
            schema.With("dependentSchemas", schemas);
    }

    /// <summary>A schema for the same object that refers to nothing.</summary>
    private JsonTree Closed(int depth)
    {
        JsonTree schema = JsonTree.Object();
        _budget--;
        if (dice.Chance(50))
            schema.With("properties", Named(dice.Between(1, 2), () => Child(depth)));
        if (dice.Chance(40))
            schema.With("required", Required(schema.Get("properties")));
        if (dice.Chance(15))
            schema.With("additionalProperties", JsonTree.False);
        return schema;
    }

    private JsonTree Named(int count, Func<JsonTree> value)
    {
        JsonTree named = JsonTree.Object();
        for (; count > 0; count--)
            named.With(dice.Pick(Pools.Names), value());
        return named;
    }

    private static JsonTree Several(int count, Func<JsonTree> value) => JsonTree.Array(Enumerable.Range(0, count).Select(_ => value()).ToArray());
}
