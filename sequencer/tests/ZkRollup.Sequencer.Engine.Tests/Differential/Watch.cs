using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>The records that a command or an event can be about, whether it changed them or not.</summary>
internal static class Watch
{
    internal static void Add(HashSet<RecordAddress> watched, Command command)
    {
        watched.Add(RecordAddress.Treasury);
        FieldSpec[] schema = CommandSchema.Of(command.Kind);
        for (int i = 0; i < schema.Length; i++)
        {
            long value = command.Fields[i];
            switch (schema[i].Name)
            {
                case "account" or "counterparty":
                    AddAccount(watched, new AccountId(value));
                    break;
                case "slot":
                    watched.Add(RecordAddress.Session(new AccountId(command["account"]), new SessionSlot(value)));
                    break;
                case "instrument":
                    AddInstrument(watched, new InstrumentId(value));
                    break;
                case "targetLeaf" or "leaf":
                    watched.Add(RecordAddress.Order(new OrderLeaf(value)));
                    break;
                case "underlying" when command.Kind == TransactionKind.OracleUpdate:
                    watched.Add(RecordAddress.Board(new UnderlyingId(value)));
                    watched.Add(RecordAddress.IndexOf(new UnderlyingId(value)));
                    break;
                case "signer" when value <= SignerIndex.Risk.Value:
                    watched.Add(RecordAddress.Signer(new SignerIndex(value)));
                    break;
            }
        }
    }

    internal static void Add(HashSet<RecordAddress> watched, in ExchangeEvent item)
    {
        AddAccount(watched, item.Account);
        AddAccount(watched, item.Counterparty);
        AddInstrument(watched, item.Instrument);
        watched.Add(RecordAddress.Order(item.Leaf));
    }

    private static void AddAccount(HashSet<RecordAddress> watched, AccountId account)
    {
        if (watched.Add(RecordAddress.Account(account)))
        {
            watched.Add(RecordAddress.Owner(account));
            for (int place = 0; place < RecordAddress.Positions; place++)
            {
                watched.Add(RecordAddress.Position(account, place));
            }
        }
    }

    private static void AddInstrument(HashSet<RecordAddress> watched, InstrumentId instrument)
    {
        if (watched.Add(RecordAddress.Terms(instrument)))
        {
            watched.Add(RecordAddress.Limits(instrument));
            watched.Add(RecordAddress.Risk(instrument));
            watched.Add(RecordAddress.Book(instrument));
            watched.Add(RecordAddress.Insurance(instrument));
        }
    }
}
