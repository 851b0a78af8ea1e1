namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>Parameters that stand under names in a query, a form or a Cookie field.</summary>
internal ref partial struct ParameterRun<THeaders>
{
    /// <summary>Gives every pair of the query to the parameter it belongs to.</summary>
    private void Claim()
    {
        ReadOnlySpan<ParameterPlan> plans = set.Plans;
        _heads = scratch.Heads(plans.Length);
        PairIndex query = scratch.Query;
        bool open = false;
        for (int pair = 0; pair < query.Count; pair++)
        {
            int owner = OwnerOf(plans, query.Name(pair));
            if (owner < 0)
            {
                open = true;
                continue;
            }

            query.Pairs[pair].Owner = owner;
            Append(owner, pair);
        }

        if (open)
            Spread(plans);
    }

    private readonly void Append(int owner, int pair)
    {
        ref int last = ref _heads[owner + set.Plans.Length];
        if (last < 0)
            _heads[owner] = pair;
        else
            scratch.Query.Pairs[last].Next = pair;
        last = pair;
    }

    private static int OwnerOf(ReadOnlySpan<ParameterPlan> plans, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < plans.Length; i++)
        {
            ParameterPlan plan = plans[i];
            if (plan.IsNamed && name.Length == plan.NameUtf8.Length && name.SequenceEqual(plan.NameUtf8) && !(plan.IsSpread && !plan.AsScalar && !plan.AsArray))
                return i;
        }

        int bracket = name.IndexOf((byte)'[');
        for (int i = 0; i < plans.Length && bracket > 0; i++)
        {
            if (plans[i].IsDeep && name[..bracket].SequenceEqual(plans[i].NameUtf8))
                return i;
        }

        return -1;
    }

    /// <summary>What nobody claimed are properties of the exploded object that names them, else of the first such object.</summary>
    private readonly void Spread(ReadOnlySpan<ParameterPlan> plans)
    {
        PairIndex query = scratch.Query;
        for (int pair = 0; pair < query.Count; pair++)
        {
            if (query.Pairs[pair].Owner >= 0)
                continue;
            int owner = -1;
            for (int i = 0; i < plans.Length; i++)
            {
                if (!plans[i].IsSpread || !plans[i].IsNamed)
                    continue;
                bool named = plans[i].Shape.Named(query.Name(pair)) is not null;
                if (named || owner < 0)
                    owner = i;
                if (named)
                    break;
            }

            query.Pairs[pair].Owner = owner;
        }
    }

    private bool CheckNamed(ParameterPlan plan, int index)
    {
        PairIndex query = scratch.Query;
        if (plan.IsDeep)
            return CheckDeep(plan, index);
        int first = _heads[index];
        if (first < 0)
            return plan.IsSpread ? CheckSpread(plan, query, _request.Query, index) : Missing(plan);
        ref Pair pair = ref query.Pairs[first];
        if (pair.Next < 0)
        {
            ReadOnlySpan<char> text = _request.Query.Slice(pair.ValueStart, pair.ValueLength);
            if (text.IsEmpty && plan.Declared.AllowEmptyValue)
                return true;
            if (plan.Content != MediaKind.Styled || !plan.AsArray || !plan.Declared.Explode)
                return CheckText(plan, text);
            return (plan.AsScalar && Try(plan, text, Way.Scalar)) || Try(plan, _request.Query, Way.Pairs, first, query);
        }

        return plan.AsArray && plan.Declared.Explode && plan.Content == MediaKind.Styled
            ? Try(plan, _request.Query, Way.Pairs, first, query)
            : Fail("is given more than once");
    }

    private bool CheckDeep(ParameterPlan plan, int index)
    {
        PairIndex query = scratch.Query;
        scratch.Tree.Begin(query);
        bool any = false;
        for (int pair = 0; pair < query.Count; pair++)
        {
            if (query.Pairs[pair].Owner != index)
                continue;
            any = true;
            int length = plan.NameUtf8.Length;
            if (query.Pairs[pair].NameLength == length || !scratch.Tree.AddBrackets(pair, length, top: false))
                return Fail("is not written in the style 'deepObject'");
        }

        return any ? Try(plan, _request.Query, Way.Tree) : Missing(plan);
    }

    /// <param name="plan">The parameter.</param>
    /// <param name="pairs">Where its properties stand.</param>
    /// <param name="text">What the values stand in.</param>
    /// <param name="owner">Who must own the pairs; -1 where only the properties that the schema names count.</param>
    private bool CheckSpread(ParameterPlan plan, PairIndex pairs, ReadOnlySpan<char> text, int owner)
    {
        scratch.Tree.Begin(pairs);
        bool open = owner >= 0 && (!plan.Shape.NamesProperties || plan.Shape.Property("\0"u8).IsKnown);
        bool present = false;
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            bool named = plan.Shape.Named(pairs.Name(pair)) is not null;
            if (owner >= 0 ? pairs.Pairs[pair].Owner != owner : !named)
                continue;
            // Something that no schema names does not make an optional object present.
            present |= named || open;
            scratch.Tree.AddProperty(pair);
        }

        return present ? Try(plan, text, Way.Tree) : Missing(plan);
    }

    private bool CheckCookie(ParameterPlan plan)
    {
        PairIndex cookies = scratch.Cookies;
        int first = -1;
        int last = -1;
        for (int pair = 0; pair < cookies.Count; pair++)
        {
            if (cookies.Pairs[pair].NameLength != plan.NameUtf8.Length || !cookies.Name(pair).SequenceEqual(plan.NameUtf8))
                continue;
            if (first < 0)
                first = pair;
            else
                cookies.Pairs[last].Next = pair;
            cookies.Pairs[pair].Next = -1;
            last = pair;
        }

        if (first < 0)
            return plan.IsSpread ? CheckSpreadCookies(plan) : Missing(plan);
        bool list = plan.AsArray && plan.Declared.Explode && plan.Content == MediaKind.Styled;
        ReadOnlySpan<char> text = _cookies.Slice(cookies.Pairs[first].ValueStart, cookies.Pairs[first].ValueLength);
        if (first != last)
        {
            // Which of two cookies of one name is meant, servers do not agree on (RFC 6265, 4.2.2).
            return list && plan.Declared.Style == SerializationStyle.Cookie
                ? Try(plan, _cookies, Way.Pairs, first, cookies)
                : Fail("is given more than once");
        }

        if (!list)
            return CheckText(plan, text);
        return (plan.AsScalar && Try(plan, text, Way.Scalar))
            || (plan.Declared.Style == SerializationStyle.Cookie ? Try(plan, _cookies, Way.Pairs, first, cookies) : CheckFormCookie(plan, first));
    }

    private bool CheckSpreadCookies(ParameterPlan plan)
    {
        PairIndex cookies = scratch.Cookies;
        if (plan.Declared.Style == SerializationStyle.Form)
        {
            cookies = scratch.Items;
            if (cookies.ReadCookies(_cookies, ParameterSet.MaxNames, ampersand: true) is { } problem)
                return Fail(problem);
        }

        return CheckSpread(plan, cookies, _cookies, -1);
    }

    /// <summary>RFC 6570 in a cookie: <c>n=a&amp;n=b</c> is one cookie named n with the value <c>a&amp;n=b</c>.</summary>
    private bool CheckFormCookie(ParameterPlan plan, int first)
    {
        Pair cookie = scratch.Cookies.Pairs[first];
        int start = cookie.ValueStart - plan.Declared.Name.Length - 1;
        ReadOnlySpan<char> text = _cookies.Slice(start, cookie.ValueStart + cookie.ValueLength - start);
        if (!text.StartsWith(plan.Declared.Name, StringComparison.Ordinal))
            return CheckText(plan, _cookies.Slice(cookie.ValueStart, cookie.ValueLength));
        PairIndex items = scratch.Items;
        if (items.ReadForm(text, ParameterSet.MaxNames) is { } problem)
            return Fail(problem);
        for (int pair = 0; pair < items.Count; pair++)
        {
            if (!items.Name(pair).SequenceEqual(plan.NameUtf8))
                return Fail("is not written in the style 'form'");
            items.Pairs[pair].Next = pair + 1 < items.Count ? pair + 1 : -1;
        }

        return Try(plan, text, Way.Pairs, 0, items);
    }
}
