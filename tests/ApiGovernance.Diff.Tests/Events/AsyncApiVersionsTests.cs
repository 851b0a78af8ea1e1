using static ApiGovernance.Diff.Tests.Events.EventContracts;

namespace ApiGovernance.Diff.Tests.Events;

/// <summary>AsyncAPI 2.x and 3.x say the same in other words, and 2.x says it from the other side.</summary>
public sealed class AsyncApiVersionsTests
{
    private const string Two = """
        asyncapi: 2.6.0
        info: {title: Orders, version: '1'}
        defaultContentType: application/json
        servers:
          prod: {url: 'kafka://broker.example.com:9092', protocol: kafka, security: [{login: []}]}
        channels:
          orders/{region}/created:
            parameters:
              region: {schema: {type: string, enum: [eu, us]}}
            subscribe:
              operationId: sendCreated
              message: {$ref: '#/components/messages/OrderCreated'}
          orders/cancel:
            publish:
              message:
                oneOf:
                - {messageId: CancelOrder, payload: {type: object, required: [id], properties: {id: {type: string}}}}
                - {messageId: CancelAll, payload: {type: object, properties: {before: {type: string}}}}
        components:
          securitySchemes: {login: {type: userPassword}}
          messages:
            OrderCreated:
              traits: [{headers: {type: object, required: [trace], properties: {trace: {type: string}}}}]
              payload: {type: object, required: [id], properties: {id: {type: string}}}
        """;

    private const string Three = """
        asyncapi: 3.0.0
        info: {title: Orders, version: '1'}
        defaultContentType: application/json
        servers:
          prod: {host: 'broker.example.com:9092', protocol: kafka, security: [{$ref: '#/components/securitySchemes/userPassword'}]}
        channels:
          created:
            address: orders/{zone}/created
            parameters: {zone: {enum: [us, eu]}}
            messages:
              OrderCreated:
                headers: {type: object, required: [trace], properties: {trace: {type: string}}}
                payload: {$ref: '#/components/schemas/Order'}
          cancellations:
            address: orders/cancel
            messages:
              CancelAll: {payload: {type: object, properties: {before: {type: string}}}}
              CancelOrder: {payload: {type: object, required: [id], properties: {id: {type: string}}}}
        operations:
          sendCreated: {action: send, channel: {$ref: '#/channels/created'}}
          takeOne: {action: receive, channel: {$ref: '#/channels/cancellations'}, messages: [{$ref: '#/channels/cancellations/messages/CancelOrder'}]}
          takeAll: {action: receive, channel: {$ref: '#/channels/cancellations'}, messages: [{$ref: '#/channels/cancellations/messages/CancelAll'}]}
        components:
          securitySchemes: {userPassword: {type: userPassword, description: Ask us.}}
          schemas:
            Order: {type: object, required: [id], properties: {id: {type: string}}}
        """;

    [Fact]
    public void The_same_contract_in_2_and_3_is_no_change()
    {
        foreach ((string before, string after) in new[] { (Two, Three), (Three, Two) })
        {
            DiffResult result = Compare(before, after);
            Ids(result).ShouldBe(["I:event-channel-parameter-renamed"]);
            result.Verdict.ShouldBe(DiffVerdict.Compatible);
        }
    }

    [Fact]
    public void What_others_subscribe_to_in_2_is_what_the_application_sends_in_3()
    {
        Ids(Compare(Two, With(Three, "Order: {type: object, required: [id]", "Order: {type: object"))).ShouldBe(["E:response-property-became-optional", "I:event-channel-parameter-renamed"]);
        Ids(Compare(Two, With(Three, "CancelAll: {payload: {type: object, prop", "CancelAll: {payload: {type: object, required: [before], prop"))).ShouldBe(["E:request-property-became-required", "I:event-channel-parameter-renamed"]);
    }

    [Fact]
    public void In_2_the_schema_of_an_address_parameter_is_compared()
    {
        Ids(Compare(Two, With(Two, "enum: [eu, us]", "enum: [eu]"))).ShouldBe(["E:request-parameter-enum-value-removed"]);
    }

    [Fact]
    public void Publish_and_subscribe_are_not_taken_for_each_other()
    {
        Ids(Compare(Two, With(Two, "publish:", "subscribe:"))).ShouldBe(["E:event-operation-removed", "I:event-operation-added"]);
    }
}
