using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>ListInstrument, SetParameters, SetOracleKey (docs/protocol.md, 6.8 to 6.10).</summary>
/// <remarks>
/// Every operation that the contract can make is provable: rules that do not hold are counted, not demanded, and records are opened for
/// writing only where none is broken.
/// </remarks>
internal static class GovernancePrograms
{
    /// <summary>ListInstrument.</summary>
    internal static StepProgram WriteListInstrument()
    {
        ProgramWriter p = new("ListInstrument");
        Opening opening = Opening.OfQueue<ListInstrument>(p);
        MessageFields message = opening.Message;
        Value instrument = message["instrument"];
        p.Rule("6.8 InstrumentUnknown");
        Bit isNone = p.IsZero(instrument);
        p.Rule("6.8 InstrumentExists");
        RecordPort before = p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        Bit isFree = p.IsZero(before[Fields.Terms.Kind]);
        before.Close();

        GivenRecord terms = GivenRecord.Unpack(p, message["termsLane2"], message["termsLane3"]);
        GivenRecord limits = GivenRecord.Unpack(p, message["limitsLane2"], message["limitsLane3"]);
        (Bit areTermsUsable, Value largestPrice) = ListingRules.OfTerms(p, terms, opening.Time);
        Bit areLimitsUsable = ListingRules.OfLimits(p, limits, largestPrice);
        p.Rule("6.8 ParametersUnusable");
        Bit areUsable = Keep(p, areTermsUsable & areLimitsUsable);
        Bit isDone = Keep(p, !isNone & isFree & areUsable);
        List(p, instrument, terms, limits, isDone);

        p.Rule("6.1 outcome");
        Value code = p.Materialize(areUsable.Select((long)OutcomeCode.Done, (long)OutcomeCode.ParametersUnusable));
        code = p.Materialize(isFree.Select(code, (long)OutcomeCode.InstrumentExists));
        Opening.Consume(p, isNone.Select((long)OutcomeCode.InstrumentUnknown, code));
        p.End(null);
        return p.Finish();
    }

    /// <summary>SetParameters.</summary>
    internal static StepProgram WriteSetParameters()
    {
        ProgramWriter p = new("SetParameters");
        MessageFields message = Opening.OfQueue<SetParameters>(p).Message;
        Value instrument = message["instrument"];
        p.Rule("6.9 InstrumentUnknown");
        RecordPort terms = p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        Bit isListed = !p.IsZero(terms[Fields.Terms.Kind]);
        GivenRecord limits = GivenRecord.Unpack(p, message["limitsLane2"], message["limitsLane3"]);

        // Terms of a listed instrument are usable; others are zero.
        Value largestPrice = p.Materialize((terms[Fields.Terms.PriceCap] * terms[Fields.Terms.Multiplier]) + !isListed);
        Bit areUsable = ListingRules.OfLimits(p, limits, largestPrice);
        p.Rule("6.9 limits");
        Bit isDone = Keep(p, isListed & areUsable);
        RecordPort port = p.Open(RecordClass.Limits, Addresses.Limits(instrument), isDone);
        limits.Set(port, Fields.All[RecordClass.Limits]);

        p.Rule("6.1 outcome");
        Value code = p.Materialize(areUsable.Select((long)OutcomeCode.Done, (long)OutcomeCode.ParametersUnusable));
        Opening.Consume(p, isListed.Select(code, (long)OutcomeCode.InstrumentUnknown));
        p.End(null);
        return p.Finish();
    }

    /// <summary>SetOracleKey.</summary>
    internal static StepProgram WriteSetOracleKey()
    {
        ProgramWriter p = new("SetOracleKey");
        MessageFields message = Opening.OfQueue<SetOracleKey>(p).Message;
        p.Rule("6.10 KeyUnusable");
        Value x = message["keyX"];
        Value y = message["keyY"];
        Bit isSigner = p.Less(message["signer"], SignerIndex.Risk.Value + 1);
        Bit isDone = Keep(p, p.KeyUsable(x, y) & isSigner);
        p.Rule("6.10 key");

        // The signer, or 0 for one that does not exist.
        Value signer = p.Materialize(isSigner * message["signer"]).WithBounds(0, SignerIndex.Risk.Value);
        RecordPort port = p.Open(RecordClass.Signer, Addresses.Signer(signer), isDone, withKey: true);
        port.SetKey(x, y);
        p.Rule("6.1 outcome");
        Opening.Consume(p, isDone.Select((long)OutcomeCode.Done, (long)OutcomeCode.KeyUnusable));
        p.End(null);
        return p.Finish();
    }

    private static Bit Keep(ProgramWriter p, Bit bit) => new(p.Materialize(bit));

    /// <summary>The five records of a new instrument.</summary>
    private static void List(ProgramWriter p, Value instrument, GivenRecord terms, GivenRecord limits, Bit isDone)
    {
        p.Rule("6.8 terms");
        terms.Set(p.Open(RecordClass.Terms, Addresses.Terms(instrument), isDone), Fields.All[RecordClass.Terms]);
        p.Rule("6.8 limits");
        limits.Set(p.Open(RecordClass.Limits, Addresses.Limits(instrument), isDone), Fields.All[RecordClass.Limits]);
        p.Rule("6.8 risk");
        Begin(p.Open(RecordClass.Risk, Addresses.Risk(instrument), isDone), RecordClass.Risk);
        p.Rule("6.8 book");
        Begin(p.Open(RecordClass.Book, Addresses.Book(instrument), isDone), RecordClass.Book);
        p.Rule("6.8 insurance");
        Begin(p.Open(RecordClass.Insurance, Addresses.Insurance(instrument), isDone), RecordClass.Insurance);
    }

    /// <summary>Every field is the number 0; a signed one is stored biased.</summary>
    private static void Begin(RecordPort port, RecordClass recordClass)
    {
        foreach (RecordField field in Fields.All[recordClass])
        {
            port.Set(field, 0);
        }
    }
}
