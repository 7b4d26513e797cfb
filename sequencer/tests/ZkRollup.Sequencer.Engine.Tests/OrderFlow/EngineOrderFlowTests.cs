using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

public class EngineOrderFlowTests(ITestOutputHelper output) : OrderFlowTests(output)
{
    private protected override IExchange NewExchange() =>
        new ExchangeEngine(new EngineLimits { Accounts = 128, Instruments = 2, Orders = 1 << 14, Sessions = 128, LogWords = 0 });
}
