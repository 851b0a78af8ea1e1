using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Search;

/// <summary>Which names mean the same: those of the canonical model's entities and fields, and a few that everybody uses.</summary>
internal sealed class SearchSynonyms
{
    private const int LongestPhrase = 3;

    private static readonly string[][] Usual =
    [
        ["email", "mail"], ["phone", "telephone", "mobile", "tel"], ["id", "identifier"], ["quantity", "qty"], ["zipcode", "postcode", "postal code", "zip"],
        ["tax id", "vat id", "vat number", "tax number"], ["birth date", "date of birth", "birthday", "dob"], ["supplier", "vendor"], ["pii", "personal data"],
        ["bank account", "iban"], ["gtin", "ean", "upc", "barcode"],
    ];

    // Under which a customer stands in the documents of others: they are no names of customers anywhere else.
    private static readonly string[] CustomerRoles = ["sold to", "bill to", "ship to", "deliver to", "invoice to", "consignee", "recipient"];

    // Names of fields that mean another thing wherever they stand.
    private static readonly HashSet<string> Vague =
        new(["id", "value", "type", "number", "name", "code", "status", "state", "kind", "version", "date", "key", "scheme", "role", "title", "source", "group"], StringComparer.Ordinal);

    private readonly Dictionary<string, HashSet<string>> _others = new(StringComparer.Ordinal);

    public SearchSynonyms(CatalogState state)
    {
        foreach (string[] group in Usual)
            AddGroup(group);
        foreach (EntityWords entity in UsualEntities.All)
            AddGroup([entity.Entity, .. entity.Words, .. RolesOf(entity.Entity)]);
        foreach (CanonicalEntityDescriptor entity in state.Of<CanonicalEntityDescriptor>())
        {
            AddGroup([entity.Name, .. entity.Spec.Names, .. RolesOf(entity.Name)]);
            foreach ((string field, IReadOnlyList<string> names) in entity.Spec.Fields)
                AddField(field[(field.LastIndexOf('.') + 1)..], names);
        }
    }

    /// <summary>What is asked for, as the names that have synonyms and single words: <c>sold to party</c> is one name.</summary>
    public IEnumerable<string> Phrases(IReadOnlyList<string> words)
    {
        for (int at = 0; at < words.Count;)
        {
            int length = Math.Min(LongestPhrase, words.Count - at);
            while (length > 1 && !_others.ContainsKey(string.Join(' ', words.Skip(at).Take(length))))
                length--;
            yield return string.Join(' ', words.Skip(at).Take(length));
            at += length;
        }
    }

    /// <summary>Other names for a name, by the alphabet.</summary>
    public IEnumerable<string> Of(string phrase) =>
        _others.TryGetValue(phrase, out HashSet<string>? others) ? others.Order(StringComparer.Ordinal) : [];

    private static string[] RolesOf(string entity) => entity == "customer" ? CustomerRoles : [];

    private void AddGroup(IEnumerable<string> names)
    {
        string[] phrases = [.. names.Select(Phrase).Where(phrase => phrase.Length > 0).Distinct(StringComparer.Ordinal)];
        foreach (string phrase in phrases)
            Add(phrase, phrases);
    }

    private void AddField(string field, IReadOnlyList<string> names)
    {
        string own = Phrase(field);
        string[] others = [.. names.Select(Phrase).Where(phrase => phrase.Length > 0 && !Vague.Contains(phrase))];
        if (Vague.Contains(own))
            return;
        Add(own, others);
        foreach (string other in others)
            Add(other, [own]);
    }

    private void Add(string phrase, IEnumerable<string> others)
    {
        if (!_others.TryGetValue(phrase, out HashSet<string>? known))
            _others.Add(phrase, known = new HashSet<string>(StringComparer.Ordinal));
        known.UnionWith(others.Where(other => other != phrase));
    }

    private static string Phrase(string name) => string.Join(' ', SearchWord.Of(name));
}
