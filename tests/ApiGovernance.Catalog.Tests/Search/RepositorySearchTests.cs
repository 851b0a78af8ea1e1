using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Search;

/// <summary>The questions of an architect, asked of the repository's own catalog.</summary>
public sealed class RepositorySearchTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await CatalogWorld.StartAsync(new CatalogOptions
    {
        DataDirectory = _folder.Path,
        PoliciesDirectory = RepositoryPaths.At("policies"),
        CatalogDirectory = RepositoryPaths.At("catalog"),
    });

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_exposes_customer_email()
    {
        SearchHit[] hits = await AllAsync("who exposes customer e-mail?");

        hits.ShouldAllBe(hit => hit.Kind == "field");
        string[] places = [.. hits.Select(hit => $"{hit.Api} {hit.Version} {hit.Direction} {hit.In} {hit.Name} :{hit.Line}")];
        int line = LineOf("catalog/apis/customers/v1/openapi.yaml", "    Contact:", "        email:");
        places.ShouldContain($"customers v1 response body contacts[].email :{line}", string.Join('\n', places));
        int contact = LineOf("catalog/apis/order-intake/v2/openapi.yaml", "        contactEmail:", "        contactEmail:");
        places.ShouldContain($"order-intake v2 request body customer.contactEmail :{contact}", string.Join('\n', places));
        // A customer by the part it plays in an order of the ERP system.
        places.ShouldContain(place => place.StartsWith("sales-orders v1 response body ", StringComparison.Ordinal) && place.Contains("shipTo", StringComparison.Ordinal), string.Join('\n', places));
        SearchHit customers = hits.First(hit => hit is { Api: "customers", Name: "contacts[].email", Direction: "response" });
        customers.Owner.ShouldBe("erp-platform");
        customers.Schema.ShouldBe("Contact");
        customers.Format.ShouldBe("email");
        customers.Pii.ShouldBe("true");
        customers.Operations.ShouldContain("GET /customers/{customerId}");
        // The words that it was found by are marked where they stand.
        customers.Highlights.Where(mark => mark.In == "name").Select(mark => customers.Name.Substring(mark.Start, mark.Length)).ShouldContain("email");
    }

    [Fact]
    public async Task Spellings_and_other_names_find_the_same()
    {
        string[] expected = await NamesAsync("customer email");
        foreach (string asked in (string[])["customers E-Mail", "customerEmail", "customer_e_mail", "email of the customer"])
            (await NamesAsync(asked)).ShouldBe(expected, ignoreOrder: true, asked);
        // Another name of the entity in the canonical model.
        (await NamesAsync("debtor mail")).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Personal_data_is_found_by_its_mark()
    {
        SearchHit[] hits = await AllAsync("pii", new SearchFilter { Api = "customers" });

        hits.ShouldNotBeEmpty();
        hits.ShouldAllBe(hit => hit.Pii == "true" && hit.Api == "customers");
    }

    [Fact]
    public async Task Operations_and_apis_are_found()
    {
        SearchHit operation = (await AllAsync("create order", new SearchFilter { Kind = "operation" }))[0];
        operation.Name.ShouldStartWith("POST /");
        operation.Operations.ShouldBe([operation.Name]);
        SearchHit api = (await AllAsync("shipments"))[0];
        (api.Kind, api.Api, api.Name).ShouldBe(("api", "shipments", "shipments"));
        (await AllAsync("order", new SearchFilter { Entity = "shipment" })).ShouldAllBe(hit => hit.Entity == "shipment");
    }

    [Fact]
    public async Task Pages_give_the_same_as_one()
    {
        string[] whole = [.. (await AllAsync("order number")).Select(Identity)];
        whole.Length.ShouldBeGreaterThan(10);
        whole.ShouldBeUnique();

        List<string> pages = [];
        string? cursor = null;
        do
        {
            SearchPage page = (await _world.Client.SearchAsync("order number", null, 3, cursor, Cancel)).Value.ShouldNotBeNull();
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            pages.AddRange(page.Items.Select(Identity));
            cursor = page.Next;
        }
        while (cursor is not null);

        pages.ShouldBe(whole);
    }

    private static string Identity(SearchHit hit) => $"{hit.Score} {hit.Kind} {hit.Api} {hit.Version} {hit.Direction} {hit.In} {hit.Name} {hit.Line} {hit.Schema} {hit.Operations.Count}";

    private async Task<string[]> NamesAsync(string words) => [.. (await AllAsync(words)).Select(hit => $"{hit.Api} {hit.Version} {hit.Direction} {hit.Name} {hit.Line}")];

    private async Task<SearchHit[]> AllAsync(string words, SearchFilter? filter = null)
    {
        List<SearchHit> hits = [];
        string? cursor = null;
        do
        {
            CatalogAnswer<SearchPage> answer = await _world.Client.SearchAsync(words, filter, 200, cursor, Cancel);
            SearchPage page = answer.Value.ShouldNotBeNull(answer.Problem?.Detail);
            page.NotSearched.ShouldBeEmpty();
            hits.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return [.. hits];
    }

    private static int LineOf(string file, string section, string text)
    {
        string[] lines = File.ReadAllLines(RepositoryPaths.At(file));
        int from = Array.IndexOf(lines, section);
        return Array.IndexOf(lines, text, from) + 1;
    }
}
