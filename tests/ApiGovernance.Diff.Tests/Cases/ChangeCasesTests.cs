namespace ApiGovernance.Diff.Tests.Cases;

/// <summary>Every id of the catalog comes out of a comparison: as a pair of contracts, or as two schemas in every place that a schema has.</summary>
public sealed class ChangeCasesTests
{
    private static readonly Dictionary<string, SchemaCase> Schemas = SchemaCase.LoadAll().ToDictionary(schema => schema.Name, StringComparer.Ordinal);

    public static TheoryData<string> Folders => new(FolderCase.Names);

    public static TheoryData<string> SchemaCases => new(Schemas.Keys);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_pair_of_contracts_says_what_its_case_expects_and_nothing_else(string name)
    {
        FolderCase pair = new(name);
        string actual = pair.Actual();
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(pair.ExpectedFile, actual);
        actual.ShouldBe(pair.Expected, $"{pair.ExpectedFile}: if the actual lines are right, `./test.sh --accept` writes them.");
        // Its name is what it shows.
        string id = name.Split('/')[1].Split("-from-a-")[0].Split("-of-a-")[0];
        pair.Ids.ShouldContain(shown => IsOf(shown, id), $"`{name}` shows no `{id}`.");
    }

    [Theory]
    [MemberData(nameof(SchemaCases))]
    public void Two_schemas_are_judged_alike_wherever_they_stand(string name)
    {
        SchemaCase schemas = Schemas[name];
        string[] wrong =
        [
            .. from subject in SchemaCase.Subjects.Keys
               from back in new[] { false, true }
               let expected = string.Join("; ", schemas.Expected(subject, back))
               let actual = string.Join("; ", schemas.Actual(subject, back))
               where expected != actual
               select $"{subject} {(back ? "back" : "forth")}: expected {expected}, but was {actual}",
        ];
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_id_of_the_catalog_has_a_case()
    {
        HashSet<string> shown = [.. FolderCase.Names.SelectMany(name => new FolderCase(name).Ids), .. Schemas.Values.SelectMany(schema => schema.Ids)];

        ChangeCatalog.All.Select(change => change.Id).Where(id => !shown.Contains(id)).ShouldBeEmpty("An id without a case: nobody knows whether it can come out.");
        shown.Where(id => ChangeCatalog.All.All(change => change.Id != id)).ShouldBeEmpty();
    }

    /// <summary>Ids that a case is named after: the id, or what the ids of both directions share.</summary>
    private static bool IsOf(string shown, string name) =>
        shown == name || shown.Replace("new-", "", StringComparison.Ordinal).StartsWith(name, StringComparison.Ordinal);
}
