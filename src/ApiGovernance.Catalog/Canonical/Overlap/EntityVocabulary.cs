using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Which names mean which canonical entity. Immutable; safe for many threads.</summary>
public sealed class EntityVocabulary
{
    private const int MaxPhrase = 4;

    // What stands before an entity's name in one lower-case word: salesorders, pricelists.
    private static readonly string[] Qualifiers = ["sales", "sale", "purchase", "customer", "shop", "web", "back", "stock", "vendor", "supplier", "line", "price", "billing", "goods", "trade", "work"];

    private readonly FrozenDictionary<string, EntityMatch> _phrases;
    private readonly string[] _compoundEnds;

    private EntityVocabulary(IReadOnlyList<EntityWords> own)
    {
        Dictionary<string, EntityMatch> phrases = new(StringComparer.Ordinal);
        // What the catalog says comes before what is usual; of two entities that claim a word the first by name has it.
        foreach (EntityWords entity in own)
            AddStrong(phrases, entity, WeakWordsOf(entity.Entity));
        foreach (EntityWords usual in UsualEntities.All)
            AddStrong(phrases, usual, []);
        foreach (EntityWords entity in (IEnumerable<EntityWords>)[.. own, .. UsualEntities.All])
        {
            foreach (string word in entity.WeakWords)
                Add(phrases, word, new EntityMatch(entity.Entity, IsStrong: false, IsHead: true));
            foreach (string word in entity.RelatedWords)
                Add(phrases, word, new EntityMatch(entity.Entity, IsStrong: false, IsHead: false));
        }

        Entities = [.. own.Concat(UsualEntities.All).Select(entity => entity.Entity).Distinct(StringComparer.Ordinal)];
        Revision = RevisionOf(phrases);
        _phrases = phrases.ToFrozenDictionary(StringComparer.Ordinal);
        _compoundEnds = [.. phrases.Where(p => p.Value.IsStrong && p.Key.Length >= 5 && !p.Key.Contains(' ', StringComparison.Ordinal)).Select(p => p.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Product, price, inventory, customer, order, shipment, invoice, return and payment with their usual names.</summary>
    public static EntityVocabulary Default { get; } = new([]);

    /// <summary>The entities' names, those of the catalog by name and then the usual ones.</summary>
    public IReadOnlyList<string> Entities { get; }

    /// <summary>16 hex digits that change with the words: footprints that were made with others are made anew.</summary>
    public string Revision { get; }

    /// <summary>
    /// The entities of a catalog with their words, and the usual ones. Usual words are kept: the catalog's names come on top of them, and
    /// two APIs about payments overlap before anybody has described what a payment is.
    /// </summary>
    public static EntityVocabulary Of(IEnumerable<EntityWords> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        EntityWords[] own = [.. entities.OrderBy(entity => entity.Entity, StringComparer.Ordinal).DistinctBy(entity => entity.Entity, StringComparer.Ordinal)];
        return own.Length == 0 ? Default : new EntityVocabulary(own);
    }

    /// <summary>The words of a name; one that joins two, such as <c>salesorders</c>, is split.</summary>
    internal IReadOnlyList<string> Words(string name)
    {
        IReadOnlyList<string> words = SingularWords.Of(name);
        return [.. words.SelectMany(Split)];
    }

    /// <summary>
    /// The entity that a name of several words means. English puts the head last: an <c>order payment</c> is a payment. A name whose head
    /// is none, such as <c>order address</c>, is about an order, but is not one.
    /// </summary>
    internal EntityMatch? Find(IReadOnlyList<string> words)
    {
        if (EndingAt(words, words.Count) is { IsStrong: true } head)
            return head;
        for (int end = words.Count - 1; end > 0; end--)
        {
            if (EndingAt(words, end) is { IsStrong: true } inside)
                return inside with { IsHead = false };
        }

        return EndingAt(words, words.Count);
    }

    // The longest phrase that ends before a word: `price list` rather than `list`.
    private EntityMatch? EndingAt(IReadOnlyList<string> words, int end)
    {
        for (int length = Math.Min(MaxPhrase, end); length > 0; length--)
        {
            string phrase = length == 1 ? words[end - 1] : string.Join(' ', words.Skip(end - length).Take(length));
            if (_phrases.TryGetValue(phrase, out EntityMatch? match))
                return match;
        }

        return null;
    }

    // An `item` may be a product, also where a catalog lists the word among a product's names: the items of an order are none.
    private static HashSet<string> WeakWordsOf(string entity) =>
        [.. UsualEntities.All.Where(usual => usual.Entity == entity).SelectMany(usual => usual.WeakWords)];

    private static void AddStrong(Dictionary<string, EntityMatch> phrases, EntityWords entity, HashSet<string> weak)
    {
        foreach (string word in (IEnumerable<string>)[entity.Entity, .. entity.Words])
        {
            if (!weak.Contains(string.Join(' ', SingularWords.Of(word))))
                Add(phrases, word, new EntityMatch(entity.Entity, IsStrong: true, IsHead: true));
        }
    }

    private static string RevisionOf(Dictionary<string, EntityMatch> phrases)
    {
        IEnumerable<string> lines = phrases
            .OrderBy(phrase => phrase.Key, StringComparer.Ordinal)
            .Select(phrase => $"{phrase.Key}\t{phrase.Value.Entity}\t{phrase.Value.IsStrong}\t{phrase.Value.IsHead}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 8));
    }

    private static void Add(Dictionary<string, EntityMatch> phrases, string word, EntityMatch match)
    {
        IReadOnlyList<string> words = SingularWords.Of(word);
        if (words.Count is > 0 and <= MaxPhrase)
            phrases.TryAdd(string.Join(' ', words), match);
    }

    private string[] Split(string word)
    {
        if (word.Length < 8 || _phrases.ContainsKey(word))
            return [word];
        foreach (string end in _compoundEnds)
        {
            if (word.EndsWith(end, StringComparison.Ordinal) && Array.IndexOf(Qualifiers, word[..^end.Length]) >= 0)
                return [word[..^end.Length], end];
        }

        return word.EndsWith("list", StringComparison.Ordinal) && Array.IndexOf(Qualifiers, word[..^4]) >= 0 ? [word[..^4], "list"] : [word];
    }
}

/// <param name="IsStrong">The word means the entity wherever it stands.</param>
/// <param name="IsHead">The name is a name of the entity, not of something that belongs to one.</param>
internal sealed record EntityMatch(string Entity, bool IsStrong, bool IsHead);
