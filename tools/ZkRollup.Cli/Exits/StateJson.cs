using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Exit.State;

namespace ZkRollup.Cli.Exits;

/// <summary>A restored state for other programs; amounts are decimal strings in quanta, as in docs/protocol.md, 15.2.</summary>
internal static class StateJson
{
    internal static byte[] Write(ExchangeHistory history, IReadOnlyList<AccountHolding> accounts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            SubtreeRoots roots = history.State.Roots;
            json.WriteStartObject();
            json.WriteNumber("block", history.Block.Number);
            json.WriteString("blockHash", $"{history.Block.Hash}");
            json.WriteNumber("batches", history.State.Next.Value);
            json.WriteNumber("nextOperation", history.State.NextOperation.Value);
            json.WriteString("stateRoot", $"{roots.ComputeStateRoot()}");
            json.WriteStartArray("subtreeRoots");
            foreach (object root in (ReadOnlySpan<object>)[roots.Accounts, roots.Orders, roots.Instruments, roots.System])
            {
                json.WriteStringValue($"{root}");
            }

            json.WriteEndArray();
            json.WriteStartArray("accounts");
            foreach (AccountHolding account in accounts)
            {
                Write(json, account);
            }

            json.WriteEndArray();
            json.WriteStartArray("instruments");
            foreach (RecordAddress address in InOrder(history.State, RecordClass.Terms))
            {
                Write(json, history.State, new InstrumentId(address.Index / RecordAddress.InstrumentStride));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Addresses of records of a class, ascending.</summary>
    internal static IEnumerable<RecordAddress> InOrder(PublishedState state, RecordClass kind) =>
        state.Records.Keys.Where(address => address.Class == kind).OrderBy(address => address.Value);

    private static void Write(Utf8JsonWriter json, PublishedState state, InstrumentId instrument)
    {
        TermsRecord terms = TermsRecord.FromRecord(state.Read(RecordAddress.Terms(instrument)));
        RiskRecord risk = RiskRecord.FromRecord(state.Read(RecordAddress.Risk(instrument)));
        BookRecord book = BookRecord.FromRecord(state.Read(RecordAddress.Book(instrument)));
        json.WriteStartObject();
        json.WriteNumber("instrument", instrument.Value);
        json.WriteString("kind", $"{terms.Kind}");
        json.WriteNumber("underlying", terms.Underlying.Value);
        json.WriteNumber("strike", terms.Strike.Value);
        json.WriteNumber("expiry", terms.Expiry.Value);
        json.WriteNumber("multiplier", terms.Multiplier.Value);
        json.WriteString("status", $"{risk.Status}");
        json.WriteNumber("mark", risk.Mark.Value);
        json.WriteNumber("indexRound", risk.IndexRound.Value);
        json.WriteString("longIndex", $"{risk.LongIndex}");
        json.WriteString("shortIndex", $"{risk.ShortIndex}");
        json.WriteNumber("longLots", book.LongLots.Value);
        json.WriteNumber("shortLots", book.ShortLots.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AccountHolding account)
    {
        json.WriteStartObject();
        json.WriteNumber("account", account.Account.Value);
        json.WriteString("owner", $"{account.Owner}");
        json.WriteString("cash", $"{account.Cash}");
        json.WriteString("equity", account.Equity.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("positions");
        foreach (PositionHolding position in account.Positions)
        {
            json.WriteStartObject();
            json.WriteNumber("instrument", position.Instrument.Value);
            json.WriteNumber("size", position.Size.Value);
            json.WriteNumber("mark", position.Mark.Value);
            json.WriteString("worth", position.Worth.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
