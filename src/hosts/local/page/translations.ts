/** Russian words for what o-spreadsheet shows in menus, tool bar, panels and messages; what is not here stays English. The engine's own terms are the keys. */
const russian: Readonly<Record<string, string>> = Object.fromEntries(
  `
File=Файл|Edit=Правка|View=Вид|Insert=Вставка|Format=Формат|Data=Данные|Print=Печать|Settings=Настройки|Delete=Удалить|Group=Группировать|Show=Показать|Zoom=Масштаб|Number=Число
Data Validation=Проверка данных|Data validation=Проверка данных|Named ranges=Именованные диапазоны|Pivot=Сводная таблица|Undo=Отменить|Redo=Повторить|Copy=Копировать|Cut=Вырезать|Paste=Вставить
Paste special=Специальная вставка|Paste as value=Только значения|Paste format only=Только формат|Find and replace=Найти и заменить|Find and Replace=Найти и заменить|Delete values=Удалить значения|Delete cells=Удалить ячейки
Delete cell and shift up=Удалить со сдвигом вверх|Delete cell and shift left=Удалить со сдвигом влево|Merge cells=Объединить ячейки|Edit table=Изменить таблицу|Delete table=Удалить таблицу
Clear rows=Очистить строки|Clear row %s=Очистить строку %s|Clear rows %s - %s=Очистить строки %s–%s|Clear columns=Очистить столбцы|Clear column %s=Очистить столбец %s|Clear columns %s - %s=Очистить столбцы %s–%s
Delete rows=Удалить строки|Delete row %s=Удалить строку %s|Delete rows %s - %s=Удалить строки %s–%s|Delete columns=Удалить столбцы|Delete column %s=Удалить столбец %s|Delete columns %s - %s=Удалить столбцы %s–%s
Hide column %s=Скрыть столбец %s|Hide columns %s - %s=Скрыть столбцы %s–%s|Hide columns=Скрыть столбцы|Hide row %s=Скрыть строку %s|Hide rows %s - %s=Скрыть строки %s–%s|Hide rows=Скрыть строки
Edit link=Изменить ссылку|Insert link=Вставить ссылку|Remove selected filters=Удалить фильтры|Add filters=Создать фильтр|Insert row=Вставить строку|Insert %s rows=Вставить строки: %s|Insert row above=Вставить строку выше
Insert %s rows above=Вставить строки выше: %s|Row above=Строку выше|%s Rows above=Строки выше: %s|Insert row below=Вставить строку ниже|Insert %s rows below=Вставить строки ниже: %s|Row below=Строку ниже|%s Rows below=Строки ниже: %s
Insert column=Вставить столбец|Insert %s columns=Вставить столбцы: %s|Insert column left=Вставить столбец слева|Insert %s columns left=Вставить столбцы слева: %s|Column left=Столбец слева|%s Columns left=Столбцы слева: %s
Insert column right=Вставить столбец справа|Insert %s columns right=Вставить столбцы справа: %s|Column right=Столбец справа|%s Columns right=Столбцы справа: %s|Insert cells=Вставить ячейки|Insert cells and shift down=Вставить со сдвигом вниз
Insert cells and shift right=Вставить со сдвигом вправо|Chart=Диаграмма|Carousel=Карусель|Pivot table=Сводная таблица|Image=Изображение|Table=Таблица|Function=Функция|All=Все|Link=Ссылка|Checkbox=Флажок|Dropdown list=Раскрывающийся список|Insert sheet=Вставить лист
Automatic=Автоматически|Plain text=Обычный текст|Format as percent=Формат процента|Percent=Процент|Scientific=Экспоненциальный|Currency=Валюта|Currency rounded=Валюта (округлённо)|Accounting=Финансы|Custom currency=Другая валюта|Date=Дата|Time=Время
Date time=Дата и время|Duration=Продолжительность|Custom date and time=Другие форматы даты и времени|Custom number format=Другой числовой формат|Full date time=Полные дата и время|Increase decimal places=Увеличить число знаков|Decrease decimal places=Уменьшить число знаков
Bold=Полужирный|Italic=Курсив|Underline=Подчёркнутый|Strikethrough=Зачёркнутый|Rotation=Поворот|No rotation=Без поворота|45° rotation=Поворот на 45°|90° rotation=Поворот на 90°|-90° rotation=Поворот на −90°|-45° rotation=Поворот на −45°|Font size=Размер шрифта
Alignment=Выравнивание|Horizontal align=По горизонтали|Left=По левому краю|Center=По центру|Right=По правому краю|Vertical align=По вертикали|Top=По верхнему краю|Middle=По середине|Bottom=По нижнему краю|Wrapping=Перенос текста|Overflow=Поверх|Wrap=Переносить|Clip=Обрезать
Text Color=Цвет текста|Fill Color=Цвет заливки|Conditional formatting=Условное форматирование|Clear formatting=Очистить форматирование|Unhide columns=Показать столбцы|Unhide all columns=Показать все столбцы|Unhide rows=Показать строки|Unhide all rows=Показать все строки
Unfreeze=Открепить|Freeze=Закрепить|No rows=Без строк|1 row=1 строка|2 rows=2 строки|Up to current row=До текущей строки|No columns=Без столбцов|1 column=1 столбец|2 columns=2 столбца|Up to current column=До текущего столбца|Gridlines=Линии сетки|Irregularity map=Карта отклонений
Formulas=Формулы|Group column %s=Группировать столбец %s|Group columns %s - %s=Группировать столбцы %s–%s|Group row %s=Группировать строку %s|Group rows %s - %s=Группировать строки %s–%s|Ungroup column %s=Разгруппировать столбец %s|Ungroup columns %s - %s=Разгруппировать столбцы %s–%s
Ungroup row %s=Разгруппировать строку %s|Ungroup rows %s - %s=Разгруппировать строки %s–%s|Unpin the side panel=Открепить боковую панель|Pin the side panel=Закрепить боковую панель|Sort range=Сортировать диапазон|Sort columns=Сортировать столбцы|Sort column=Сортировать столбец
Ascending (A ⟶ Z)=По возрастанию (А ⟶ Я)|Descending (Z ⟶ A)=По убыванию (Я ⟶ А)|Ascending=По возрастанию|Descending=По убыванию|Data cleanup=Очистка данных|Remove duplicates=Удалить дубликаты|Trim whitespace=Удалить лишние пробелы|Split text to columns=Разделить на столбцы
Split text into columns=Разделить на столбцы|Column statistics=Статистика столбца|Re-insert dynamic pivot=Вставить динамическую сводную таблицу|Re-insert static pivot=Вставить статическую сводную таблицу|Shift down=Сдвинуть вниз|Shift right=Сдвинуть вправо|Shift up=Сдвинуть вверх|Shift left=Сдвинуть влево
Link sheet=Ссылка на лист|Are you sure you want to delete this sheet?=Удалить этот лист?|Duplicate=Создать копию|Rename=Переименовать|Change color=Изменить цвет|Move right=Переместить вправо|Move left=Переместить влево|Hide sheet=Скрыть лист|Lock sheet=Защитить лист|Unlock sheet=Снять защиту листа
More formats=Другие форматы|Sum=Сумма|Avg=Среднее|Average=Среднее|Min=Минимум|Max=Максимум|Count=Количество|Count Numbers=Количество чисел|Sheet=Лист|Total rows=Всего строк|Unique values=Уникальных|Median=Медиана|Minimum value=Минимум|Maximum value=Максимум
Column %s=Столбец %s|Distribution=Распределение|No values to display.=Нет значений.|No numeric values to display.=Нет чисел.|Edit chart=Изменить диаграмму|Copy chart as image=Копировать как изображение|Download chart=Скачать диаграмму|Pop out chart=Открыть отдельно|Delete chart=Удалить диаграмму
Reset size=Исходный размер|Download=Скачать|Copy as image=Копировать как изображение|Single color=Один цвет|Color scale=Градиент|Icon set=Набор значков|Data bar=Гистограмма|Show a warning=Показывать предупреждение|Reject the input=Запрещать ввод|All sheets=Все листы|Current sheet=Этот лист|Specific range=Указанный диапазон
Add another rule=Добавить правило|Add a rule=Добавить правило|Save=Сохранить|Cancel=Отмена|Confirm=Подтвердить|Preview=Предпросмотр|Apply to range=Применить к диапазону|Format rules=Правила форматирования|Criteria=Критерии|Value=Значение|Search=Поиск|Replace=Заменить|Replace all=Заменить все|Search options=Параметры поиска
Match case=Учитывать регистр|Match entire cell content=Ячейка целиком|Search in formulas=Искать в формулах|Next=Далее|Previous=Назад|Error=Ошибка|Invalid=Недопустимо|Locale=Региональные настройки|Spreadsheet settings=Настройки таблицы|More information=Подробнее|Readonly Access=Только чтение
The cell you are trying to edit has been deleted.=Ячейка, которую вы изменяете, удалена.|The sheet name cannot be empty.=Название листа не может быть пустым.|A sheet with the name %s already exists. Please select another name.=Лист «%s» уже есть. Выберите другое название.
Are you sure you want to delete this pivot?=Удалить эту сводную таблицу?|Merging these cells will only preserve the top-leftmost value. Merge anyway?=При объединении останется только верхнее левое значение. Объединить?|The value must be one of: %s=Значение должно быть одним из: %s
The value must be a value in the range %s=Значение должно быть из диапазона %s|The value must be a boolean=Нужно значение ИСТИНА или ЛОЖЬ|The value must be a valid date=Нужна дата|The value must be a number=Нужно число|The value must be a date=Нужна дата|Rows=Строки|Columns=Столбцы|more rows at the bottom=строк внизу|Add=Добавить|Anonymous=Аноним
Insert data=Данные|Chart title=Название диаграммы|Chart type=Тип диаграммы|Configuration=Настройка|Design=Вид|Categories / Labels=Категории|Data range=Диапазон данных|Data Series=Ряды данных|Legend position=Положение легенды|None=Нет|Title=Название|Colors=Цвета|Background color=Цвет фона
January=января|February=февраля|March=марта|April=апреля|May=мая|June=июня|July=июля|August=августа|September=сентября|October=октября|November=ноября|December=декабря|Sunday=воскресенье|Monday=понедельник|Tuesday=вторник|Wednesday=среда|Thursday=четверг|Friday=пятница|Saturday=суббота
`
    .split(/[|\n]/)
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);

/** A term of the engine in Russian; itself when there is no Russian for it. Details (`%s`) are put in by the engine. */
export function translate(term: string): string {
  const told = russian[term] ?? messages[term];
  return told ?? term;
}

/** Longer messages, which hold signs that the table above uses. */
const messages: Readonly<Record<string, string>> = {
  'The data you entered in %s violates the data validation rule set on the cell:\n%s': 'Введённое в ячейку %s не подходит под правило проверки данных:\n%s',
  'Array result was not expanded because it would overwrite data.': 'Массив не развёрнут: он заменил бы данные.',
  "Result couldn't be automatically expanded.": 'Результат не помещается на листе.',
  'Data is loading': 'Загрузка…',
};
