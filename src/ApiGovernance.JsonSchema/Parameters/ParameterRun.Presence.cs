namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>Whether a parameter is there, once the query and the cookies are indexed.</summary>
internal ref partial struct ParameterRun<THeaders>
{
    public readonly bool Has(ParameterPlan plan, int index) => plan.Declared.In switch
    {
        ParameterIn.Header => _headers.Find(plan.Declared.Name, out _) > 0,
        ParameterIn.Cookie => HasCookie(plan),
        ParameterIn.QueryString => _request.Query is not ("" or "?"),
        _ => HasPair(index),
    };

    /// <summary>Whether the query has a name that no declaration has.</summary>
    public readonly bool HasUndeclared()
    {
        for (int pair = 0; pair < scratch.Query.Count; pair++)
        {
            if (!IsNamed(pair))
                return true;
        }

        return false;
    }

    private readonly bool HasPair(int owner)
    {
        for (int pair = 0; pair < scratch.Query.Count; pair++)
        {
            if (scratch.Query.Pairs[pair].Owner == owner && IsNamed(pair))
                return true;
        }

        return false;
    }

    /// <summary>An exploded object that says nothing of other properties takes them all: that does not make a declaration of them.</summary>
    private readonly bool IsDeclared(int pair) =>
        IsNamed(pair) || (scratch.Query.Pairs[pair].Owner is >= 0 and var owner && set.Plans[owner].Shape.Property(scratch.Query.Name(pair)).IsKnown);

    /// <summary>What nobody else claimed was given to an exploded object; where that names its properties, it need not be one of them.</summary>
    private readonly bool IsNamed(int pair)
    {
        if (scratch.Query.Pairs[pair].Owner is not (>= 0 and var owner))
            return false;
        ParameterPlan plan = set.Plans[owner];
        return !plan.IsSpread || !plan.Shape.NamesProperties || plan.Shape.Named(scratch.Query.Name(pair)) is not null
            || scratch.Query.Name(pair).SequenceEqual(plan.NameUtf8);
    }

    private readonly bool HasCookie(ParameterPlan plan)
    {
        for (int pair = 0; pair < scratch.Cookies.Count; pair++)
        {
            ReadOnlySpan<byte> name = scratch.Cookies.Name(pair);
            if (name.SequenceEqual(plan.NameUtf8) || (plan.IsSpread && plan.Shape.Named(name) is not null))
                return true;
        }

        return false;
    }
}
