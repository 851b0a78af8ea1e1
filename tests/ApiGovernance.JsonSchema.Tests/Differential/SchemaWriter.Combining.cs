namespace ApiGovernance.JsonSchema.Tests.Differential;

internal sealed partial class SchemaWriter
{
    private void Combine(JsonTree schema, int depth, bool inPlace, Focus focus)
    {
        switch (dice.Below(8))
        {
            case 0 or 1:
                schema.With("allOf", Several(dice.Between(1, 3), () => Branch(depth, inPlace, focus)));
                break;
            case 2 or 3:
                schema.With("anyOf", Several(dice.Between(1, 4), () => Branch(depth, inPlace, focus)));
                break;
            case 4:
                schema.With("oneOf", Several(dice.Between(1, 4), () => Branch(depth, inPlace, focus)));
                break;
            case 5:
                schema.With(dice.Pick("anyOf", "oneOf"), Tagged(depth));
                break;
            case 6:
                schema.With("not", Branch(depth, inPlace, focus));
                break;
            default:
                Conditional(schema, depth, inPlace, focus);
                break;
        }
    }

    private JsonTree Branch(int depth, bool inPlace, Focus focus)
    {
        JsonTree branch = Schema(depth - 1, inPlace);
        if (branch.IsObject && branch.Get("$ref") is null && dice.Chance(35))
            Group(branch, focus, depth - 1);
        return branch;
    }

    /// <summary>Branches told apart by a property of one value each, as API contracts write them; some tags are left to chance.</summary>
    private JsonTree Tagged(int depth)
    {
        string tag = dice.Pick("foo", "a", "é");
        string[] values = ["a", "b", "bar", "é"];
        int made = 0;
        return Several(dice.Between(2, 4), () =>
        {
            string value = values[made++];
            JsonTree constant = dice.Chance(70)
                ? JsonTree.Object().With("const", JsonTree.String(value))
                : JsonTree.Object().With("enum", JsonTree.Array(JsonTree.String(value), JsonTree.String(dice.Pick(Pools.Texts) + "!")));
            JsonTree branch = JsonTree.Object().With("properties", Named(dice.Between(0, 2), () => Child(depth)).With(tag, constant));
            if (dice.Chance(80))
                branch.With("required", Required(branch.Get("properties")!));
            if (dice.Chance(75) && branch.Get("required") is { } required && !required.Items.Exists(name => name.Text == tag))
                required.Items.Add(JsonTree.String(tag));
            if (dice.Chance(50))
                branch.With("type", JsonTree.String("object"));
            if (dice.Chance(25))
                branch.With("additionalProperties", JsonTree.False);
            return branch;
        });
    }

    private void Conditional(JsonTree schema, int depth, bool inPlace, Focus focus)
    {
        if (dice.Chance(92))
            schema.With("if", Branch(depth, inPlace, focus));
        if (dice.Chance(75))
            schema.With("then", Branch(depth, inPlace, focus));
        if (dice.Chance(75))
            schema.With("else", Branch(depth, inPlace, focus));
    }

    private void Unevaluated(JsonTree schema, int depth, bool inPlace, Focus focus)
    {
        if (dice.Chance(60))
            Combine(schema, depth, inPlace, focus);
        if (focus is Focus.Object or Focus.Any || dice.Chance(15))
        {
            if (dice.Chance(50))
                ObjectKeyword(schema, depth);
            schema.With("unevaluatedProperties", dice.Chance(65) ? JsonTree.False : Child(depth));
        }

        if (focus is Focus.Array or Focus.Any)
        {
            if (dice.Chance(50))
                ArrayKeyword(schema, depth);
            schema.With("unevaluatedItems", dice.Chance(65) ? JsonTree.False : Child(depth));
        }
    }
}
