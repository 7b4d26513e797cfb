using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>How transactions begin: time, sequence number, hash, and who authorises them (docs/protocol.md, 5.1 and 5.3).</summary>
internal sealed class Opening
{
    /// <summary>The input that is the time of the transaction.</summary>
    internal const string TimeInput = "time";

    private const int TimeBits = 48;

    private Opening(MessageFields message, Value time, Value digest)
    {
        Message = message;
        Time = time;
        Digest = digest;
    }

    /// <summary>The fields of the transaction.</summary>
    internal MessageFields Message { get; }

    /// <summary>t.</summary>
    internal Value Time { get; }

    /// <summary>The transaction hash.</summary>
    internal Value Digest { get; }

    /// <summary>
    /// Begins a transaction that nobody signs: in phase 0, at a time that does not decrease, with the next sequence number, logged.
    /// </summary>
    /// <param name="p">The program.</param>
    /// <param name="token">The token of a slot that may have prepared the transaction, by its fields; null if none does.</param>
    internal static Opening Of<T>(ProgramWriter p, Func<MessageFields, Value>? token = null)
        where T : struct, ITransaction<T>
    {
        if (token is null)
        {
            p.Begin(null);
        }

        MessageFields message = MessageFields.Of<T>(p);
        if (token is not null)
        {
            p.BeginAfter(token(message));
        }

        p.Rule("5.2 transaction hash");
        Value digest = p.Message([.. message.Lanes]);
        p.Rule("TimeDecreases");
        Value time = p.InputBits(TimeInput, TimeBits);
        p.RequireAtLeast(time, p.CarriedIn(CarriedRegister.Time));
        p.Carry(CarriedRegister.Time, time);
        p.Rule("5.1 sequence number");
        Value sequence = p.CarriedIn(CarriedRegister.Sequence) + 1;
        p.Carry(CarriedRegister.Sequence, sequence);
        p.Log(sequence, time);
        return new(message, time, digest);
    }

    /// <summary>Begins an operation of the L1 queue: the next one, which is consumed with <see cref="Consume"/>.</summary>
    internal static Opening OfQueue<T>(ProgramWriter p)
        where T : struct, IQueueOperation<T>
    {
        Opening opening = Of<T>(p);
        p.Rule("6.1 strict order");
        p.Carry(CarriedRegister.Queue, p.CarriedIn(CarriedRegister.Queue) + 1);
        return opening;
    }

    /// <summary>Consumes the operation with an outcome: a code of <see cref="OutcomeCode"/>, and what was paid or closed.</summary>
    internal static void Consume(ProgramWriter p, Value code, Value? value = null)
    {
        const long codes = 1L << 8;
        p.Rule("6.1 outcome");
        p.Consume(p.CarriedIn(CarriedRegister.Queue), code + ((value ?? 0) * codes));
    }

    /// <summary>Begins a transaction of the master key: §5.3, and its nonce is taken.</summary>
    internal static MasterOpening OfMaster<T>(ProgramWriter p)
        where T : struct, ITransaction<T>
    {
        Opening opening = Of<T>(p);
        MessageFields message = opening.Message;
        RecordPort owner = p.Open(RecordClass.Owner, Addresses.Owner(message["account"]), withKey: true);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(message["account"]));
        p.Rule("UnknownAccount");
        p.RequireEqual(account[Fields.Account.Live], 1);
        p.Rule("NoMasterKey");
        p.RequireNotZero(owner.Y);
        p.Rule("SignatureInvalid");
        p.Signature(owner.X, owner.Y);
        p.Rule("NonceNotIncreasing");
        p.RequireLess(owner[Fields.Owner.MasterNonce], message["nonce"]);
        p.Rule("DeadlinePassed");
        p.RequireAtLeast(message["deadline"], opening.Time);
        p.Rule("5.3 master nonce");
        owner.Set(Fields.Owner.MasterNonce, message["nonce"]);
        return new(message, opening.Time, owner, account);
    }

    /// <summary>Begins a transaction of a session with a bit of its scope: §5.3, and its nonce is taken.</summary>
    internal static SessionOpening OfSession<T>(ProgramWriter p, int scopeBit, Func<MessageFields, Value>? token = null)
        where T : struct, ITransaction<T>
    {
        Opening opening = Of<T>(p, token);
        MessageFields message = opening.Message;
        RecordPort session = p.Open(RecordClass.Session, Addresses.Session(message["account"], message["slot"]), withKey: true);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(message["account"]), isEarly: true);
        p.Rule("UnknownAccount");
        p.RequireEqual(account[Fields.Account.Live], 1);
        p.Rule("UnknownSession");
        p.RequireNotZero(session[Fields.Session.Serial]);
        p.RequireEqual(session[Fields.Session.Serial], message["serial"]);
        p.Rule("SessionEpochPassed");
        p.RequireEqual(session[Fields.Session.SessionEpoch], account[Fields.Account.SessionEpoch]);
        p.Rule("SessionExpired");
        p.RequireLess(opening.Time, session[Fields.Session.Expiry]);
        p.Rule("SignatureInvalid");
        p.Signature(session.X, session.Y);
        p.Rule("ScopeMissing");
        p.Require(p.BitOf(session[Fields.Session.Scope], scopeBit, bits: 5));
        p.Rule("NonceNotIncreasing");
        p.RequireLess(session[Fields.Session.Nonce], message["nonce"]);
        p.Rule("DeadlinePassed");
        p.RequireAtLeast(message["deadline"], opening.Time);
        p.Rule("5.3 session nonce");
        session.Set(Fields.Session.Nonce, message["nonce"]);
        return new(message, opening.Time, session, account);
    }

    /// <summary>A transaction of the master key: its fields, t, and the two records that authorise it, which are open.</summary>
    internal sealed record MasterOpening(MessageFields Message, Value Time, RecordPort Owner, RecordPort Account);

    /// <summary>A transaction of a session: its fields, t, and the two records that authorise it, which are open.</summary>
    internal sealed record SessionOpening(MessageFields Message, Value Time, RecordPort Session, RecordPort Account);
}
