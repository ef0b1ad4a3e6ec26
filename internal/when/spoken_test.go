package when

import "testing"

func TestFindSpokenDue(t *testing.T) {
	const entry = "2026-11-18" // a Wednesday
	for _, c := range []struct{ in, phrase, want string }{
		{"Zahlen schicken bis Freitag", "bis Freitag", "2026-11-20"},
		{"bis spätestens Fr die Zahlen schicken", "bis spätestens Fr", "2026-11-20"},
		{"bis zum 27. November liefern", "bis zum 27. November", "2026-11-27"},
		{"bis 27. Nov. 2026", "bis 27. Nov. 2026", "2026-11-27"},
		{"Bis 4.12. prüfen", "Bis 4.12.", "2026-12-04"},
		{"bis Freitag, 27.11., schicken", "bis Freitag, 27.11.", "2026-11-27"},
		{"bis Freitag, den 27. November", "bis Freitag, den 27. November", "2026-11-27"},
		{"bis Freitag 17 Uhr", "bis Freitag", "2026-11-20"},
		{"bis Freitag nächster Woche", "bis Freitag nächster Woche", "2026-11-27"},
		{"bis morgen", "bis morgen", "2026-11-19"},
		{"bis übermorgen", "bis übermorgen", "2026-11-20"},
		{"bis Ende der Woche", "bis Ende der Woche", "2026-11-20"},
		{"bis Ende nächster Woche", "bis Ende nächster Woche", "2026-11-27"},
		{"bis Ende November", "bis Ende November", "2026-11-30"},
		{"bis Ende Februar", "bis Ende Februar", "2027-02-28"},
		{"Entwurf bis Freitag, Rest bis Montag", "bis Montag", "2026-11-23"},
		{"Frist: 27.11.2026", "Frist: 27.11.2026", "2026-11-27"},
		{"voor vrijdag sturen", "voor vrijdag", "2026-11-20"},
		{"uiterlijk 3 december", "uiterlijk 3 december", "2026-12-03"},
		{"envoyer le plan d'ici vendredi", "d'ici vendredi", "2026-11-20"},
		{"avant le 1er décembre", "avant le 1er décembre", "2026-12-01"},
		{"avant vendredi 27 envoyer", "avant vendredi 27", "2026-11-27"},
		{"d’ici la fin du mois", "d’ici la fin du mois", "2026-11-30"},
		{"enviar el informe antes del viernes", "antes del viernes", "2026-11-20"},
		{"para el viernes 27 de noviembre de 2026", "para el viernes 27 de noviembre de 2026", "2026-11-27"},
		{"enviar até sexta", "até sexta", "2026-11-20"},
		{"até sexta-feira", "até sexta-feira", "2026-11-20"},
		{"mandare entro venerdì", "entro venerdì", "2026-11-20"},
		{"entro l'11 dicembre", "entro l'11 dicembre", "2026-12-11"},
		{"skicka senast fredag", "senast fredag", "2026-11-20"},
		{"senest den 27. november", "senest den 27. november", "2026-11-27"},
		{"wysłać do piątku", "do piątku", "2026-11-20"},
		{"отправить до пятницы", "до пятницы", "2026-11-20"},
		{"До 27 ноября", "До 27 ноября", "2026-11-27"},
		{"截止 11月27日", "截止 11月27日", "2026-11-27"},
		{"截止日期：2026年11月27日", "截止日期：2026年11月27日", "2026-11-27"},
		{"11月27日前完成报告", "11月27日前", "2026-11-27"},
		{"下周五之前提交", "下周五之前", "2026-11-27"},
		{"本周五前把计划发给大家", "本周五前", "2026-11-20"},
		{"明天之前", "明天之前", "2026-11-19"},
		{"月底前", "月底前", "2026-11-30"},
		{"11月27日までに送る", "11月27日までに", "2026-11-27"},
		{"来週の金曜日までに", "来週の金曜日までに", "2026-11-27"},
		{"금요일까지 보내기", "금요일까지", "2026-11-20"},
		{"다음 주 금요일까지", "다음 주 금요일까지", "2026-11-27"},
		{"11월 27일까지", "11월 27일까지", "2026-11-27"},

		{"bis nächsten Freitag", "", ""},
		{"avant vendredi prochain", "", ""},
		{"antes del viernes que viene", "", ""},
		{"entro venerdì prossimo", "", ""},
		{"Montag bis Freitag im Urlaub", "", ""},
		{"20. bis 27. November", "", ""},
		{"9 bis 17 Uhr", "", ""},
		{"bis Donnerstag, 27. November", "", ""},
		{"avant vendredi 26", "", ""},
		{"bis 12/4", "", ""},
		{"bis so bald wie möglich", "", ""},
		{"bis jetzt", "", ""},
		{"Freitagsrunde bis Freitagabend", "", ""},
		{"vor drei Wochen", "", ""},
		{"até a segunda fase", "", ""},
		{"para todos", "", ""},
		{"do the dishes", "", ""},
		{"周五前端会议", "", ""},
		{"上周五前", "", ""},
		{"每周五之前", "", ""},
		{"3月底前", "", ""},
		{"前天", "", ""},
		{"再来週の金曜までに", "", ""},
		{"毎週金曜まで", "", ""},
		{"매주 금요일까지", "", ""},
		{"다다음 주 금요일까지", "", ""},
		{"안내일까지", "", ""},
		{"jusqu'à vendredi", "", ""},
		{"bis", "", ""},
		{"", "", ""},
	} {
		d, start, end, ok := FindSpokenDue(c.in, day(t, entry), Unknown)
		if ok != (c.want != "") || d.String() != c.want || c.in[start:end] != c.phrase {
			t.Errorf("FindSpokenDue(%q) = %v, %q, %v; want %s, %q", c.in, d, c.in[start:end], ok, c.want, c.phrase)
		}
	}
}

func FuzzFindSpokenDue(f *testing.F) {
	for _, s := range []string{"bis Freitag", "avant le 27 novembre", "11月27日前", "до конца месяца", "d’ici \xff vendredi", "bis Freitag 31", "下下周五前"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		entry := Date{2026, 11, 20}.AddDays(n % 4000)
		d, start, end, ok := FindSpokenDue(s, entry, MDY)
		if !ok {
			return
		}
		if d.Before(entry) || start < 0 || end <= start || end > len(s) {
			t.Fatalf("FindSpokenDue(%q, %v) = %v %d %d", s, entry, d, start, end)
		}
	})
}

func BenchmarkFindSpokenDue(b *testing.B) {
	entry := Date{2026, 11, 20}
	for b.Loop() {
		FindSpokenDue("Alice to send the migration plan to everybody who asked for it", entry, Unknown)
	}
}
