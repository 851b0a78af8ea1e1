using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>
/// Compares one schema with its entity, field by field. Objects of the entity's own (lines, totals) are looked into, and each of their
/// fields counts; a shared type (Address, Money) counts as one field, whatever is wrong inside it.
/// </summary>
internal sealed class EntityComparison(ApiContract contract, CanonicalModel model, EntitySchema schema, SchemaViews views, ConformanceSink sink)
{
    // A value inside itself would be looked into for ever.
    private const int MaxDepth = 10;

    private readonly List<FieldConformance> _fields = [];
    private readonly List<string> _extra = [];
    private readonly Stack<List<string>> _broken = [];
    private readonly CanonicalEntity _entity = schema.Recognized!.Entity;
    private int _depth;
    private int _inShared;

    public SchemaViews Views => views;

    private EntityRole Role => schema.Role ?? EntityRole.Full;

    private bool ExpectsAll => Role is EntityRole.Full or EntityRole.Input;

    public SchemaConformance Run()
    {
        _broken.Push([]);
        // A mark on a list speaks of what is in it.
        SchemaView view = schema.View is { IsObject: false, Items: { } items } ? views.Of(items) : schema.View;
        if (view.Properties.Count == 0 && (view.Dangling is not null || !view.IsObject))
        {
            string why = view.Dangling is null ? $"is {ViewText.Of(view)}" : "is behind a reference that leads nowhere";
            ReportAt(ConformanceRules.NotChecked, view.Dangling ?? view.Place, _entity.Name, $"The schema that carries `{_entity.Name}` {why}, so it was not compared.", _entity.Name, why);
            _fields.AddRange(_entity.Type.Fields.Where(f => f.IsCore).Select(f => new FieldConformance(f.Path, null, true, 0, [ConformanceRules.NotChecked.Id])));
        }
        else
        {
            Fields(_entity.Type, view, view.Place, _entity.Name, _entity);
            IdentifierCheck.Run(this, _entity, model, view, _fields);
        }

        return new SchemaConformance
        {
            Schema = SchemaPlace.Describe(contract, schema.Place),
            Pointer = schema.Place.Pointer,
            Source = contract.Bundle.Documents[schema.Place.DocumentUri].SpanOf(schema.Place.Pointer),
            Entity = _entity.Name,
            Sign = schema.Recognized!.Sign,
            Confidence = schema.Recognized.Confidence,
            Role = Role,
            Operations = [.. schema.Operations],
            Fields = [.. _fields],
            ExtraFields = [.. _extra],
        };
    }

    /// <summary>An object inside the entity.</summary>
    public int CompareObject(ValueSite site)
    {
        if (_depth >= MaxDepth)
            return ValueComparison.Conforms;

        // Two objects without a common field are no form of each other; every field of it is missing then, which says less.
        if (site.View.Properties.Count > 0 && FieldAlignment.Of(site.Type.Fields, site.View.Properties, null, Fits).Matches.Count == 0)
            return ValueComparison.Retyped(this, site);

        bool isShared = site.Type.Name is not null;
        _depth++;
        _inShared += isShared ? 1 : 0;
        int credit = Fields(site.Type, site.View, site.View.Place, isShared ? site.Type.Name! : site.Owner, null);
        _inShared -= isShared ? 1 : 0;
        _depth--;
        return _inShared > 0 || isShared ? credit : ValueComparison.Conforms;
    }

    public int Report(ConformanceRule rule, ValueSite site, string message, string here)
    {
        ReportAt(rule, site.Place, site.Subject, message, $"{site.Label}: {site.Type.Describe()}", here);
        return Break(rule);
    }

    public int ReportRenamed(CanonicalField field, string label, string owner, ViewProperty property, MatchSign sign)
    {
        string near = sign == MatchSign.Near ? " (the only name that is near)" : "";
        ReportAt(
            ConformanceRules.RenamedField, property.Schema, $"{owner}.{label}", $"`{label}` of the canonical {owner} is called `{property.Name}` here{near}.", field.Name, property.Name,
            $"Call it `{field.Name}`.");
        return Break(ConformanceRules.RenamedField);
    }

    public void ReportAt(ConformanceRule rule, ResolvedNode place, string subject, string message, string? before, string? after, string? fix = null) =>
        sink.Add(rule, schema, place, subject, message, before, after, fix);

    /// <summary>Notes the rule with the field that is being compared.</summary>
    private int Break(ConformanceRule rule)
    {
        _broken.Peek().Add(rule.Id);
        return rule.Credit;
    }

    /// <returns>The least credit of a field.</returns>
    private int Fields(CanonicalType type, SchemaView view, ResolvedNode place, string owner, CanonicalEntity? entity)
    {
        FieldAlignment alignment = FieldAlignment.Of(type.Fields, view.Properties, entity, Fits);
        Dictionary<CanonicalField, FieldMatch> matches = alignment.Matches.ToDictionary(m => m.Field);
        int least = ValueComparison.Conforms;
        foreach (CanonicalField field in type.Fields)
        {
            int? credit = matches.TryGetValue(field, out FieldMatch? match) ? Found(match, view, owner) : Missing(field, place, owner);
            least = Math.Min(least, credit ?? least);
        }

        Respelled(alignment.Matches, place, owner);
        Unpromised(alignment.Matches, view, place, owner);
        Extra([.. alignment.Unmatched], type, view, place, owner);
        return least;
    }

    private int Found(FieldMatch match, SchemaView view, string owner)
    {
        CanonicalField field = match.Field;
        string label = LabelOf(field);
        int at = _fields.Count;
        _broken.Push([]);
        int credit;
        if (match.Sign == MatchSign.Flattened)
        {
            string here = ViewText.Quoted(match.Properties);
            ReportAt(
                ConformanceRules.FlattenedField, match.Property.Schema, $"{owner}.{label}",
                $"`{label}` of the canonical {owner} is {field.Type.Describe()}; here its parts stand beside each other: {here}.",
                $"{label}: {field.Type.Describe()}", string.Join(", ", match.Properties.Select(p => p.Name)), $"Put them into `{field.Name}`.");
            credit = Math.Min(Break(ConformanceRules.FlattenedField), Parts(match, view, owner));
        }
        else
        {
            credit = match.Sign switch
            {
                MatchSign.Same => ValueComparison.Conforms,
                MatchSign.Case => Break(ConformanceRules.FieldSpelling),
                _ => ReportRenamed(field, label, owner, match.Property, match.Sign),
            };
            var site = new ValueSite(field, field.Type, label, owner, match.Property.Schema, views.Of(match.Property.Schema), view);
            credit = Math.Min(credit, ValueComparison.Compare(this, site));
        }

        Count(at, field, string.Join(", ", match.Properties.Select(p => p.Name)), credit, _broken.Pop());
        return credit;
    }

    /// <summary>An amount is no more exact, and a moment has no zone, because it stands beside the others instead of inside of an object.</summary>
    private int Parts(FieldMatch match, SchemaView view, string owner)
    {
        int credit = ValueComparison.Conforms;
        foreach (ViewProperty property in match.Properties)
        {
            if (match.Field.PartKeys.GetValueOrDefault(property.Key) is { Type.Kind: CanonicalKind.Money or CanonicalKind.Quantity or CanonicalKind.Decimal or CanonicalKind.Timestamp } part)
                credit = Math.Min(credit, ValueComparison.Compare(this, new ValueSite(part, part.Type, LabelOf(part), owner, property.Schema, views.Of(property.Schema), view)));
        }

        return credit;
    }

    private int? Missing(CanonicalField field, ResolvedNode place, string owner)
    {
        if (!field.IsCore || !ExpectsAll || (Role == EntityRole.Input && (field.IsAssigned || IsInPath(field))))
            return null;

        string label = LabelOf(field);
        ConformanceRule rule = _inShared > 0 ? ConformanceRules.IncompleteField : ConformanceRules.MissingField;
        ReportAt(
            rule, place, $"{owner}.{label}", $"`{label}` ({field.Type.Describe()}) of the canonical {owner} is missing.", $"{label}: {field.Type.Describe()}",
            null, $"Add `{field.Name}` as the canonical schema has it.");
        Count(_fields.Count, field, null, rule.Credit, [rule.Id]);
        return rule.Credit;
    }

    private void Count(int at, CanonicalField field, string? here, int credit, IEnumerable<string> rules)
    {
        if (_inShared == 0)
            _fields.Insert(at, new FieldConformance(field.Path, here, field.IsCore, credit, [.. rules.Distinct(StringComparer.Ordinal)]));
        else
            rules.ToList().ForEach(_broken.Peek().Add);
    }

    /// <summary>Once for the object: an API that writes all its names in another case has one habit, not fifty mistakes.</summary>
    private void Respelled(IReadOnlyList<FieldMatch> matches, ResolvedNode place, string owner)
    {
        FieldMatch[] respelled = [.. matches.Where(m => m.Sign == MatchSign.Case)];
        if (respelled.Length > 0)
        {
            ReportAt(
                ConformanceRules.FieldSpelling, place, $"{owner}.spelling",
                $"Fields of the canonical {owner} are spelled otherwise: {ViewText.List([.. respelled.Select(m => $"`{m.Property.Name}` for `{m.Field.Name}`")])}.",
                string.Join(", ", respelled.Select(m => m.Field.Name)), string.Join(", ", respelled.Select(m => m.Property.Name)));
        }
    }

    /// <summary><c>PUT /products/{sku}</c> and <c>POST /orders/{orderId}/returns</c> say it in the path.</summary>
    private bool IsInPath(CanonicalField field) =>
        schema.Operations.Count > 0 && _inShared == 0 && schema.Operations.All(operation => operation.Split('{').Skip(1)
            .Select(part => NameWords.Key(part.Split('}')[0])).Any(name => name == field.Key || name == _entity.Key + field.Key));

    /// <summary>Readers of a response may count on core fields only where they are required.</summary>
    private void Unpromised(IReadOnlyList<FieldMatch> matches, SchemaView view, ResolvedNode place, string owner)
    {
        string[] names = [.. matches.Where(m => m.Field.IsCore && !view.Required.Contains(m.Property.Name)).OrderBy(m => m.Field.Path, StringComparer.Ordinal).Select(m => m.Property.Name)];
        if (Role == EntityRole.Full && names.Length > 0)
        {
            ReportAt(
                ConformanceRules.OptionalField, place, $"{owner}.required", $"Core fields of the canonical {owner} are optional here: {ViewText.List([.. names.Select(n => $"`{n}`")])}.",
                "required", string.Join(", ", names));
        }
    }

    private void Extra(IReadOnlyList<ViewProperty> unmatched, CanonicalType type, SchemaView view, ResolvedNode place, string owner)
    {
        string[] names = [.. unmatched.Select(p => p.Name).Where(n => n[0] is not ('_' or '@'))];
        if (_inShared == 0 && _depth == 0)
            _extra.AddRange(names);
        if (type.IsClosed && names.Length > 0)
        {
            ReportAt(
                ConformanceRules.ExtraField, place, $"{owner}.extra", $"The canonical {owner} does not have {ViewText.List([.. names.Select(n => $"`{n}`")])}.", null, string.Join(", ", names));
        }

        if (type.IsClosed && !view.IsClosed && Role == EntityRole.Input)
            ReportAt(ConformanceRules.OpenObject, place, $"{owner}.open", $"The canonical {owner} is closed; the request here takes other members too.", "closed", "open");
    }

    /// <summary>Whether a near name may be meant: the JSON types must be able to agree.</summary>
    private bool Fits(CanonicalField field, ViewProperty property)
    {
        JsonTypes types = views.Of(property.Schema).Types;
        return types == JsonTypes.None || (types & ValueComparison.TypesOf(field.Type.Kind)) != 0;
    }

    /// <summary>Inside a shared type from that type on, else from the entity on.</summary>
    private string LabelOf(CanonicalField field) => _inShared > 0 ? field.Name : field.Path;
}
